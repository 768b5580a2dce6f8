/**
 * The address that takes any JSON, and the management of the templates that make messages of it:
 * {@link TemplateRoutes}, {@link WritingRoutes}.
 */
package io.chatalot.webhooks.adapter.http.tool.template;

/** Writes what a template prints as Markdown: {@link MarkdownOutput}. */
package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

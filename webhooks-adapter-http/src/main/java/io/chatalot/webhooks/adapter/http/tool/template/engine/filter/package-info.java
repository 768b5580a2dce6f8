/** The filters and tests of templates: {@link Filters}, {@link Checks}. */
package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

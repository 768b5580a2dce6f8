/** The values of a rendering and what is left of its bounds: {@link Values}, {@link Run}. */
package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

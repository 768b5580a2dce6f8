/** Markdown for messages of other platforms: {@link Draft} collects it, {@link Cut} shortens it. */
package io.chatalot.webhooks.adapter.http.tool.markdown;

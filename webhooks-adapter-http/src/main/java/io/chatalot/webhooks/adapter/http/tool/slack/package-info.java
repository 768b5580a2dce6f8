/** Slack: {@link Slack}. */
package io.chatalot.webhooks.adapter.http.tool.slack;

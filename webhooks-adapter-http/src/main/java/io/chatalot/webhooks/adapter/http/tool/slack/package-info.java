/** Slack and Mattermost: {@link Slack}, {@link Mattermost}. */
package io.chatalot.webhooks.adapter.http.tool.slack;

/** Mattermost, and Rocket.Chat, whose format is nearly the same: {@link Mattermost}. */
package io.chatalot.webhooks.adapter.http.tool.mattermost;

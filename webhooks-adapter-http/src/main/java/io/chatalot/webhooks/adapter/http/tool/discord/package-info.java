/** Discord: {@link Discord}. */
package io.chatalot.webhooks.adapter.http.tool.discord;

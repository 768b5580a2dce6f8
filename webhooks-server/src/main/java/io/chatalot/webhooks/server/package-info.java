/**
 * The server in one jar: {@link io.chatalot.webhooks.server.Main} is the command line, {@link
 * io.chatalot.webhooks.server.settings.Settings} what the environment says.
 */
package io.chatalot.webhooks.server;

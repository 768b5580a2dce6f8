/** Channels, read and followed by their members: {@link ReadingRoutes}. */
package io.chatalot.webhooks.adapter.http.read;

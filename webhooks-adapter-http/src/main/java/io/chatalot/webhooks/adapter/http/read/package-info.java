/** Reading and following a channel, and removing its messages: {@link ReadingRoutes}. */
package io.chatalot.webhooks.adapter.http.read;

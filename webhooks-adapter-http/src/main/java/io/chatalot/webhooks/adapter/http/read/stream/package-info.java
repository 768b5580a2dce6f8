/**
 * The live stream of a channel: {@link EventStreams} opens it, {@link Tail} follows the channel.
 */
package io.chatalot.webhooks.adapter.http.read.stream;

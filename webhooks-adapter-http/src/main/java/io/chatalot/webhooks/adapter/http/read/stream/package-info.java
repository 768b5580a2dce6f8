/**
 * Live streams (Server-Sent Events): {@link EventStreams} opens a stream, and a {@link Tail} reads
 * each channel's new events for all streams.
 */
package io.chatalot.webhooks.adapter.http.read.stream;

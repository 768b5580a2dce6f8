package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.domain.ChannelId;
import java.util.Optional;
import java.util.UUID;

/**
 * What one node tells the others: look into this channel again.
 *
 * @param node who tells it, so that nobody is woken by what they said themselves
 */
record Notice(UUID node, ChannelId channel) {
  /** What PostgreSQL calls a channel. */
  static final String NAME = "webhooks_channel_feed";

  String text() {
    return node + " " + channel;
  }

  /** Empty if it is not one of ours: everybody who uses the database may notify. */
  static Optional<Notice> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Notice(UUID.fromString(parts[0]), new ChannelId(UUID.fromString(parts[1]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.domain.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A notice between nodes: look into these channels again.
 *
 * @param node the sender, which ignores its own notices
 * @param channels at most {@value #MAX_CHANNELS}
 */
record Notice(UUID node, List<ChannelId> channels) {
  /** The name of PostgreSQL's notification channel. */
  static final String NAME = "webhooks_channel_feed";

  /** PostgreSQL takes less than 8,000 bytes a notice, and many small notices are expensive. */
  static final int MAX_CHANNELS = 200;

  Notice {
    channels = List.copyOf(channels);
  }

  /** The fewest notices that name all channels. */
  static List<Notice> of(UUID node, List<ChannelId> channels) {
    var notices = new ArrayList<Notice>();
    for (int from = 0; from < channels.size(); from += MAX_CHANNELS) {
      int to = Math.min(channels.size(), from + MAX_CHANNELS);
      notices.add(new Notice(node, channels.subList(from, to)));
    }
    return notices;
  }

  String text() {
    return node + " " + channels.stream().map(ChannelId::toString).collect(Collectors.joining(" "));
  }

  /** Parses a notice; empty for a foreign one, since every user of the database may notify. */
  static Optional<Notice> parse(String text) {
    String[] parts = text.split(" ", -1);
    try {
      UUID node = UUID.fromString(parts[0]);
      var channels = new ArrayList<ChannelId>(parts.length - 1);
      for (int i = 1; i < parts.length; i++) {
        channels.add(new ChannelId(UUID.fromString(parts[i])));
      }
      return Optional.of(new Notice(node, channels));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

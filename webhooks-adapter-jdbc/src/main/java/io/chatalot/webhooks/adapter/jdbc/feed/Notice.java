package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.domain.ChannelId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one node tells the others: look into these channels again.
 *
 * @param node who tells it, so that nobody is woken by what they said themselves
 * @param channels {@value #MAX_CHANNELS} at most
 */
record Notice(UUID node, List<ChannelId> channels) {
  /** What PostgreSQL calls a channel. */
  static final String NAME = "webhooks_channel_feed";

  /** PostgreSQL takes less than 8,000 bytes, and a hundred small notices are dear. */
  static final int MAX_CHANNELS = 200;

  Notice {
    channels = List.copyOf(channels);
  }

  /** As few as it takes to tell of all the channels. */
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

  /** Empty if it is not one of ours: everybody who uses the database may notify. */
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

package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls which of the followed channels have new events, in case a notice was lost. One query serves
 * all channels, since most are quiet. For one thread at a time.
 */
final class FeedPoller {
  private static final Logger LOG = LoggerFactory.getLogger(FeedPoller.class);

  private final Database database;
  private final Subscribers subscribers;
  private final Map<ChannelId, Long> seen = new HashMap<>();

  FeedPoller(Database database, Subscribers subscribers) {
    this.database = database;
    this.subscribers = subscribers;
  }

  /** Wakes the followers of each channel that changed since the last poll. */
  void look() {
    try {
      Set<ChannelId> followed = subscribers.channels();
      seen.keySet().retainAll(followed);
      if (!followed.isEmpty()) {
        wakeWhereNew(followed, positions(followed));
      }
    } catch (WebhookException away) {
      // The first poll after the outage sees every change made during it.
      LOG.debug(
          "The channels could not be polled, and are polled again later: {}", away.getMessage());
    }
  }

  /**
   * Wakes the followers of a channel at its first poll too: the channel may have changed before.
   */
  private void wakeWhereNew(Set<ChannelId> followed, Map<ChannelId, Long> positions) {
    for (ChannelId channel : followed) {
      Long position = positions.getOrDefault(channel, 0L);
      if (!position.equals(seen.put(channel, position))) {
        subscribers.wake(channel);
      }
    }
  }

  private Map<ChannelId, Long> positions(Set<ChannelId> channels) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT channel_id, last_position FROM webhooks.channel_feed
                    WHERE channel_id = ANY(:channels)
                    """)
                .bindArray("channels", UUID.class, channels.stream().map(ChannelId::value).toList())
                .reduceRows(
                    new HashMap<>(),
                    (positions, row) -> {
                      positions.put(
                          new ChannelId(row.getColumn("channel_id", UUID.class)),
                          row.getColumn("last_position", Long.class));
                      return positions;
                    }));
  }
}

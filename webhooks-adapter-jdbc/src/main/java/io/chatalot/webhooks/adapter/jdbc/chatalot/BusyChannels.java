package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The channels that Chatalot had locked a moment ago, as it does while it deletes them. For one
 * thread at a time.
 */
final class BusyChannels {
  /** How long a channel counts as locked, so that not each batch waits for it. */
  static final Duration LOCKED = Duration.ofSeconds(2);

  /** How long its messages are then stored apart from those of other channels. */
  static final Duration SUSPECT = Duration.ofMinutes(1);

  private final LongSupplier nanoTime;
  private final Map<ChannelId, Long> noted = new HashMap<>();

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  BusyChannels(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Notes that the channel is locked now. */
  void note(ChannelId channel) {
    long now = nanoTime.getAsLong();
    noted.values().removeIf(at -> now - at >= SUSPECT.toNanos());
    noted.put(channel, now);
  }

  boolean isLocked(ChannelId channel) {
    return isYoungerThan(LOCKED, channel);
  }

  boolean isSuspect(ChannelId channel) {
    return isYoungerThan(SUSPECT, channel);
  }

  private boolean isYoungerThan(Duration age, ChannelId channel) {
    Long at = noted.get(channel);
    return at != null && nanoTime.getAsLong() - at < age.toNanos();
  }

  /** Notes that a message of the channel was stored. */
  void free(ChannelId channel) {
    noted.remove(channel);
  }
}

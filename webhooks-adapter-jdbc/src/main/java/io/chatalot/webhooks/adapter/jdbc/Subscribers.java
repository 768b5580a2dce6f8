package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.domain.ChannelId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who on this node wants to be woken for which channel. */
final class Subscribers {
  private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

  private final Map<ChannelId, Set<Subscriber>> channels = new ConcurrentHashMap<>();

  /** Returns what ends it. */
  Runnable add(ChannelId channel, Runnable wake) {
    var subscriber = new Subscriber(wake);
    channels.compute(
        channel,
        (key, there) -> {
          Set<Subscriber> all = there == null ? ConcurrentHashMap.newKeySet() : there;
          all.add(subscriber);
          return all;
        });
    return () ->
        channels.computeIfPresent(
            channel,
            (key, there) -> {
              there.remove(subscriber);
              return there.isEmpty() ? null : there;
            });
  }

  /** The channels that somebody follows now. */
  Set<ChannelId> channels() {
    return Set.copyOf(channels.keySet());
  }

  void wake(ChannelId channel) {
    channels.getOrDefault(channel, Set.of()).forEach(Subscriber::wake);
  }

  void wakeAll() {
    channels.values().forEach(there -> there.forEach(Subscriber::wake));
  }

  /** Not a record: the same thing may be woken twice. */
  private static final class Subscriber {
    private final Runnable wake;

    Subscriber(Runnable wake) {
      this.wake = wake;
    }

    void wake() {
      try {
        wake.run();
      } catch (Throwable e) {
        LOG.warn("A follower of a channel could not be woken", e);
      }
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The subscribers of each channel on this node. */
final class Subscribers {
  private static final String TASK = "follower_wake";

  private final Background background;
  private final Map<ChannelId, Set<Subscriber>> channels = new ConcurrentHashMap<>();

  Subscribers(Background background) {
    this.background = background;
    background.begins(TASK);
  }

  /** Adds a subscriber, and returns an action that removes it. */
  Runnable add(ChannelId channel, Runnable wake) {
    var subscriber = new Subscriber(background.guarded(TASK, wake));
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

  /** The channels with subscribers. */
  Set<ChannelId> channels() {
    return Set.copyOf(channels.keySet());
  }

  void wake(ChannelId channel) {
    channels.getOrDefault(channel, Set.of()).forEach(Subscriber::wake);
  }

  void wakeAll() {
    channels.values().forEach(there -> there.forEach(Subscriber::wake));
  }

  /** Not a record, since one runnable may subscribe twice. */
  private static final class Subscriber {
    private final Runnable wake;

    Subscriber(Runnable wake) {
      this.wake = wake;
    }

    void wake() {
      wake.run();
    }
  }
}

package io.chatalot.webhooks.bench.performance;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.performance.load.Follower;
import io.chatalot.webhooks.bench.performance.load.Load;
import io.chatalot.webhooks.bench.performance.load.Paced;
import io.chatalot.webhooks.bench.stage.Api;
import io.chatalot.webhooks.bench.stage.BenchException;
import io.chatalot.webhooks.bench.stage.OwnDatabase;
import io.chatalot.webhooks.bench.stage.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Messages posted on one node and seen on another. */
final class Delivery {
  private static final int FOLLOWED = 10;
  private static final long PATIENCE_NANOS = 30_000_000_000L;
  private static final long NAP_NANOS = 10_000_000;

  private final OwnDatabase database;
  private final Load load;
  private final Api other;

  /**
   * @param load on one node, spread over {@link Seeds}' channels by turns, at least 10 of them
   * @param other the other node
   */
  Delivery(OwnDatabase database, Load load, Api other) {
    this.database = database;
    this.load = load;
    this.other = other;
  }

  /**
   * Measures from the time that a message was due on one node until a follower of the other node
   * had it.
   *
   * @throws BenchException if a message did not arrive
   */
  Latencies run(double perSecond, Duration time) {
    var latencies = new Latencies();
    List<Follower> followers =
        IntStream.rangeClosed(1, FOLLOWED)
            .mapToObj(channel -> new Follower(other, Seeds.channel(channel), latencies))
            .toList();
    try {
      long before = stored();
      new Paced(load).run(perSecond, time);
      await(latencies, stored() - before);
    } finally {
      followers.forEach(Follower::close);
    }
    return latencies;
  }

  private long stored() {
    return Long.parseLong(
        database.value(
            String.format(
                Locale.ROOT,
                "SELECT sum(last_position) FROM webhooks.channel_feed WHERE channel_id <= '%s'",
                Seeds.channel(FOLLOWED))));
  }

  private static void await(Latencies latencies, long expected) {
    long start = System.nanoTime();
    while (true) {
      synchronized (latencies) {
        if (latencies.size() >= expected) {
          return;
        }
        if (System.nanoTime() - start > PATIENCE_NANOS) {
          throw new BenchException(
              String.format(Locale.ROOT, "Of %d messages %d came", expected, latencies.size()));
        }
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
  }
}

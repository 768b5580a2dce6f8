package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.stage.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Load at a steady pace, independent of the answers. Each time counts from the moment the request
 * was due, not from the moment it could be sent: a client that waits for a slow answer before the
 * next request would hide the delay of the requests that it did not send ("coordinated omission").
 */
public final class Paced {
  private static final long NANOS_IN_SECOND = 1_000_000_000;
  private static final long PATIENCE_NANOS = 60 * NANOS_IN_SECOND;
  private static final long NAP_NANOS = 50_000;

  private final Load load;

  /**
   * Prepares; nothing is sent yet.
   *
   * @param load each of its requests goes to a free connection
   */
  public Paced(Load load) {
    this.load = load;
  }

  /**
   * Sends for {@code time}, and waits for all answers.
   *
   * @param perSecond requests due each second
   * @throws BenchException if an answer was not as expected, or did not arrive within a minute of
   *     the last request
   */
  public Latencies run(double perSecond, Duration time) {
    var latencies = new Latencies();
    Deque<PacedConnection> free = new ArrayDeque<>();
    try (Selector selector = Selector.open()) {
      try {
        for (int i = 0; i < load.connections(); i++) {
          free.add(PacedConnection.open(load, selector));
        }
        run(selector, free, latencies, perSecond, time);
      } finally {
        for (SelectionKey key : selector.keys()) {
          key.channel().close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return latencies;
  }

  private void run(
      Selector selector,
      Deque<PacedConnection> free,
      Latencies latencies,
      double perSecond,
      Duration time)
      throws IOException {
    double interval = NANOS_IN_SECOND / perSecond;
    int all = (int) (perSecond * time.toSeconds());
    long start = System.nanoTime();
    int sent = 0;
    while (latencies.size() < all) {
      long now = System.nanoTime();
      long due = start + (long) (sent * interval);
      if (now - start > time.toNanos() + PATIENCE_NANOS) {
        throw new BenchException(
            String.format(Locale.ROOT, "Of %d requests %d were answered", all, latencies.size()));
      }
      if (sent < all && due <= now && !free.isEmpty()) {
        free.poll().send(load.paths().get(sent % load.paths().size()), due);
        sent++;
      } else if (selector.selectNow(key -> answered(key, free, latencies)) == 0) {
        LockSupport.parkNanos(NAP_NANOS);
      }
    }
  }

  private static void answered(SelectionKey key, Deque<PacedConnection> free, Latencies latencies) {
    var connection = (PacedConnection) key.attachment();
    if (connection.isAnswered()) {
      latencies.add(System.nanoTime() - connection.due());
      free.add(connection);
    }
  }
}

package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.performance.figures.Latencies;
import io.chatalot.webhooks.bench.stage.Api;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.stream.Stream;

/** Follows one channel, and notes the time that each message of {@link Paced} took to arrive. */
public final class Follower implements AutoCloseable {
  private final Stream<String> lines;
  private final Latencies latencies;
  private volatile boolean closed;

  /**
   * Follows from now on.
   *
   * @param latencies take the times; others may add to them at the same time
   */
  public Follower(Api api, UUID channel, Latencies latencies) {
    this.latencies = latencies;
    this.lines = api.follow(channel);
    var reader = new Thread(this::read, "follower");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try {
      lines.forEach(
          line -> {
            long now = System.nanoTime();
            DueTimes.of(line).ifPresent(due -> note(now - due));
          });
    } catch (UncheckedIOException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void note(long took) {
    synchronized (latencies) {
      latencies.add(took);
    }
  }

  @Override
  public void close() {
    closed = true;
    lines.close();
  }
}

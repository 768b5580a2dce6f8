package io.chatalot.webhooks.benchmark;

import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.stream.Stream;

/** Follows one channel, and notes how long each message of {@link Paced} took to get here. */
final class Follower implements AutoCloseable {
  private final Stream<String> lines;
  private final Latencies latencies;
  private volatile boolean closed;

  /**
   * @param latencies where it notes them; others may do so at the same time
   */
  Follower(Api api, UUID channel, Latencies latencies) {
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

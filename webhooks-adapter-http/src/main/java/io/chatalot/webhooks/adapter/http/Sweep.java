package io.chatalot.webhooks.adapter.http;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second for what is past its deadline: one thread for all, so that nothing has to be
 * scheduled for each request. Never ends by itself.
 */
final class Sweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final List<LongConsumer> sweepers;
  private final Thread thread = new Thread(this::run, "webhooks-deadlines");
  private final OnceAMinute failed = new OnceAMinute();
  private volatile boolean closed;

  /**
   * @param sweepers take the time as {@link System#nanoTime}
   */
  Sweep(LongConsumer... sweepers) {
    this.sweepers = List.of(sweepers);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        Thread.sleep(PERIOD.toMillis());
        long now = System.nanoTime();
        sweepers.forEach(each -> each.accept(now));
      } catch (InterruptedException closing) {
        // Looked at by the loop.
      } catch (Throwable failure) {
        if (failed.isDue()) {
          LOG.error("Not everything that is past its deadline was ended", failure);
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

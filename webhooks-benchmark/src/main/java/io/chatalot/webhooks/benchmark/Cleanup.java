package io.chatalot.webhooks.benchmark;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Closes what was opened, the last first, when the process ends or is told to end (Ctrl-C). What
 * was closed already is closed again, which must do no harm. Safe for use by many threads.
 */
final class Cleanup {
  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();

  Cleanup() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
  }

  <T extends AutoCloseable> T later(T resource) {
    opened.push(resource);
    return resource;
  }

  private void close() {
    for (AutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
      try {
        next.close();
      } catch (Exception e) {
        System.err.println("Cannot clean up: " + e);
      }
    }
  }
}

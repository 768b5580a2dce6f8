package io.chatalot.webhooks.bench.stage;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Closes opened resources, the last first, at the end of the process, by Ctrl-C too. A resource may
 * be closed twice, which must do no harm. Safe for use by many threads.
 */
public final class Cleanup {
  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final Thread cleaner = new Thread(this::close, "cleanup");
  private volatile boolean ending;

  /** Registers the cleanup with the end of the process. */
  Cleanup() {
    // A killed Maven or shell leaves its programs running.
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /**
   * Registers a resource. During the cleanup a resource of another thread is closed at once; the
   * cleanup itself needs programs of its own.
   */
  public <T extends AutoCloseable> T later(T resource) {
    opened.push(resource);
    if (ending && Thread.currentThread() != cleaner) {
      close();
    }
    return resource;
  }

  private void close() {
    ending = true;
    for (AutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
      try {
        next.close();
      } catch (Exception e) {
        System.err.println("Cannot clean up: " + e);
      }
    }
  }
}

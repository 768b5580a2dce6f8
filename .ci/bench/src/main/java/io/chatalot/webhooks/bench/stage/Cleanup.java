package io.chatalot.webhooks.bench.stage;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Closes what was opened, the last first, when the process ends or is told to end (Ctrl-C). What
 * was closed already is closed again, which must do no harm. Safe for use by many threads.
 */
public final class Cleanup {
  private final Deque<AutoCloseable> opened = new ConcurrentLinkedDeque<>();
  private final Thread cleaner = new Thread(this::close, "cleanup");
  private volatile boolean ending;

  /** From now on the process closes what it opened when it ends. */
  Cleanup() {
    // Maven does not take its programs with it when it is ended alone, and neither does a shell.
    ProcessHandle.current()
        .parent()
        .ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    Runtime.getRuntime().addShutdownHook(cleaner);
  }

  /** What others open when it is too late is closed at once; closing needs programs of its own. */
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

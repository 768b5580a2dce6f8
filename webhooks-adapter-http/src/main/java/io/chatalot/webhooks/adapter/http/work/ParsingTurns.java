package io.chatalot.webhooks.adapter.http.work;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Turns at parsing small bodies, of which so many run at a time as the processors can use. What a
 * parser makes on its way takes many times the text's memory: hundreds of threads that were
 * interrupted in the midst of it would take a small server's heap. Safe for use by many threads.
 */
public final class ParsingTurns {
  private static final Semaphore TURNS =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

  private ParsingTurns() {}

  /** Waits for a turn and takes it. Parsing must not wait for anything. */
  public static <T> T take(Supplier<T> parsing) {
    TURNS.acquireUninterruptibly();
    try {
      return parsing.get();
    } finally {
      TURNS.release();
    }
  }
}

package io.chatalot.webhooks.adapter.http.work;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets two threads for each processor parse small bodies at a time. A parser's temporary objects
 * take many times the text's memory, so hundreds of threads preempted while parsing would fill a
 * small server's heap. Safe for use by many threads.
 */
public final class ParsingTurns {
  private static final Semaphore TURNS =
      new Semaphore(2 * Runtime.getRuntime().availableProcessors(), true);

  private ParsingTurns() {}

  /** Waits for a turn, then parses. The parser must not block. */
  public static <T> T take(Supplier<T> parsing) {
    TURNS.acquireUninterruptibly();
    try {
      return parsing.get();
    } finally {
      TURNS.release();
    }
  }
}

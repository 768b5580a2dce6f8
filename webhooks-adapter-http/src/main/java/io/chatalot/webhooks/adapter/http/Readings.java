package io.chatalot.webhooks.adapter.http;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets few of the streams read at once, however many there are: their readers can wait, and those
 * who post need the stores too.
 */
final class Readings {
  private static final int AT_ONCE = 4;

  private final Semaphore permits = new Semaphore(AT_ONCE);

  <T> T limited(Supplier<T> reading) {
    permits.acquireUninterruptibly();
    try {
      return reading.get();
    } finally {
      permits.release();
    }
  }
}

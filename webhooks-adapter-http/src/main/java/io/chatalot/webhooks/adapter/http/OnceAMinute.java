package io.chatalot.webhooks.adapter.http;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps a log from being filled by what happens many times a second. Safe for many threads. */
final class OnceAMinute {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final AtomicLong due = new AtomicLong(System.nanoTime());

  /** Whether it is time for a line; yes at first, and then at most once a minute. */
  boolean isDue() {
    long now = System.nanoTime();
    long since = due.get();
    return now - since >= 0 && due.compareAndSet(since, now + MINUTE);
  }
}

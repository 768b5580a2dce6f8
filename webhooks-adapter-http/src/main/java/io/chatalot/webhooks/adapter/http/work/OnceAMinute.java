package io.chatalot.webhooks.adapter.http.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Limits a log line to once a minute. Safe for use by many threads. */
public final class OnceAMinute {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final AtomicLong due;

  public OnceAMinute() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public OnceAMinute(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    due = new AtomicLong(nanoTime.getAsLong());
  }

  /** Whether to log now: true at first, then at most once a minute. */
  public boolean isDue() {
    long now = nanoTime.getAsLong();
    long since = due.get();
    return now - since >= 0 && due.compareAndSet(since, now + MINUTE);
  }
}

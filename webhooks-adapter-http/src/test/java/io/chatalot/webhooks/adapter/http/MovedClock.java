package io.chatalot.webhooks.adapter.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A {@link System#nanoTime} that only a test moves, and that counts looks at it. */
public final class MovedClock implements LongSupplier {
  /** So that what is soon to come is beyond the largest number. */
  private static final long START = Long.MAX_VALUE - 1_000_000_000L;

  private final AtomicLong now = new AtomicLong(START);
  private final AtomicInteger looks = new AtomicInteger();

  @Override
  public long getAsLong() {
    looks.incrementAndGet();
    return now.get();
  }

  public void move(Duration by) {
    now.addAndGet(by.toNanos());
  }

  public Duration passed() {
    return Duration.ofNanos(now.get() - START);
  }

  /** How often it was looked at. */
  public int looks() {
    return looks.get();
  }
}

package io.chatalot.webhooks.adapter.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A clock like {@link System#nanoTime} that only a test moves, and that counts its reads. */
public final class MovedClock implements LongSupplier {
  /** Starts just below the overflow of {@code long}, so that deadlines overflow. */
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

  /** The number of reads. */
  public int looks() {
    return looks.get();
  }
}

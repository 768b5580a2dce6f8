package io.chatalot.webhooks.server.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.domain.Quota;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key: a number of calls in a row, and a rate in the long run. Each node
 * counts for itself, until it ends. A key without calls for the time that its bucket takes to fill
 * is forgotten without loss; beyond {@value #MAX_KEYS} keys the least used are forgotten too. Safe
 * for use by many threads.
 */
public final class BucketRateLimiter implements RateLimiter {
  static final int MAX_KEYS = 100_000;

  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

  private final int burst;
  private final Duration window;
  private final LongSupplier nanoTime;
  private final Bandwidth bandwidth;
  private final Cache<String, Bucket> buckets;

  /**
   * @param rate calls a second, above 0
   * @param burst calls in a row, at least 1
   */
  public BucketRateLimiter(BigDecimal rate, int burst) {
    this(rate, burst, System::nanoTime);
  }

  /**
   * @param nanoTime a monotonic time in nanoseconds
   */
  public BucketRateLimiter(BigDecimal rate, int burst, LongSupplier nanoTime) {
    if (rate.signum() <= 0 || burst < 1) {
      throw new IllegalArgumentException("rate must be above 0 and burst at least 1");
    }
    this.burst = burst;
    this.nanoTime = nanoTime;
    this.window =
        Duration.ofNanos(
            NANOS
                .multiply(BigDecimal.valueOf(burst))
                .divide(rate, 0, RoundingMode.CEILING)
                .longValueExact());
    this.bandwidth = Bandwidth.builder().capacity(burst).refillGreedy(burst, window).build();
    this.buckets =
        Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(window)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** The limiter of the settings. */
  public static RateLimiter of(BigDecimal rate, int burst) {
    return rate.signum() == 0 ? UNLIMITED : new BucketRateLimiter(rate, burst);
  }

  @Override
  public boolean tryAcquire(String key) {
    return buckets.get(key, unused -> fresh()).tryConsume(1);
  }

  /** Gives back an allowed call, as if it had not been made. */
  void giveBack(String key) {
    Bucket bucket = buckets.getIfPresent(key);
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  @Override
  public Optional<Quota> quota(String key) {
    Bucket bucket = buckets.getIfPresent(key);
    if (bucket == null) {
      return untouched();
    }
    var all = bucket.estimateAbilityToConsume(burst);
    long nanosToNext =
        all.getRemainingTokens() > 0
            ? 0
            : bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return Optional.of(
        new Quota(
            burst,
            window,
            Math.max(0, all.getRemainingTokens()),
            Duration.ofNanos(all.getNanosToWaitForRefill()),
            Duration.ofNanos(nanosToNext)));
  }

  @Override
  public Optional<Quota> untouched() {
    return Optional.of(new Quota(burst, window, burst, Duration.ZERO, Duration.ZERO));
  }

  /** The number of remembered keys, for tests. */
  long remembered() {
    buckets.cleanUp();
    return buckets.estimatedSize();
  }

  private Bucket fresh() {
    return Bucket.builder()
        .addLimit(bandwidth)
        .withCustomTimePrecision(new Meter(nanoTime))
        .build();
  }

  private record Meter(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}

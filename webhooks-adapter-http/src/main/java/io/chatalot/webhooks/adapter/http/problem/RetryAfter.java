package io.chatalot.webhooks.adapter.http.problem;

import java.time.Duration;

/** Converts durations to the unit of {@code Retry-After} and the {@code RateLimit} headers. */
public final class RetryAfter {
  private RetryAfter() {}

  /** Rounds up, so that a client that waits for these seconds waits long enough. */
  public static long wholeSeconds(Duration duration) {
    return duration.plusSeconds(1).minusNanos(1).toSeconds();
  }
}

package io.chatalot.webhooks.domain;

import java.time.Duration;
import java.util.Objects;

/**
 * The state of a limit at one moment.
 *
 * @param burst the calls in a row that an untouched limit allows
 * @param window the time that an exhausted limit takes to be untouched again
 * @param remaining the calls in a row that the limit allows now, 0 to {@code burst}
 * @param resetAfter the time until the limit is untouched again, without further calls
 * @param retryAfter the time until the next call is allowed; zero if it is allowed now
 */
public record Quota(
    long burst, Duration window, long remaining, Duration resetAfter, Duration retryAfter) {
  public Quota {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(resetAfter, "resetAfter");
    Objects.requireNonNull(retryAfter, "retryAfter");
  }
}

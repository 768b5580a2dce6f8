package io.chatalot.webhooks.domain;

import java.time.Duration;
import java.util.Objects;

/**
 * How many more calls a limit lets through, at one moment.
 *
 * @param burst how many calls in a row an untouched limit lets through
 * @param window how long an exhausted limit takes to be untouched again
 * @param remaining how many calls in a row it would let through now, 0 to {@code burst}
 * @param resetAfter how long until it is untouched again, if nothing more is called
 * @param retryAfter how long until the next call is let through; zero if it would be now
 */
public record Quota(
    long burst, Duration window, long remaining, Duration resetAfter, Duration retryAfter) {
  public Quota {
    Objects.requireNonNull(window, "window");
    Objects.requireNonNull(resetAfter, "resetAfter");
    Objects.requireNonNull(retryAfter, "retryAfter");
  }
}

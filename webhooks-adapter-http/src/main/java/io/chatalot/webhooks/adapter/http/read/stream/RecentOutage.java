package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A circuit breaker for the stores: after one query finds them unavailable, queries fail at once
 * for a second instead of each waiting for its own time-out. Safe for use by many threads.
 */
final class RecentOutage {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private volatile long awayUntil;

  RecentOutage() {
    this(System::nanoTime);
  }

  RecentOutage(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    awayUntil = nanoTime.getAsLong();
  }

  /**
   * Runs the query, unless the stores were unavailable a moment ago.
   *
   * @throws WebhookException with {@link Reason#UNAVAILABLE} then; otherwise as the query does
   */
  <T> T ask(Supplier<T> question) {
    if (awayUntil - nanoTime.getAsLong() > 0) {
      throw new WebhookException(Reason.UNAVAILABLE, "The stores were unavailable a moment ago.");
    }
    try {
      return question.get();
    } catch (WebhookException refused) {
      if (refused.reason() == Reason.UNAVAILABLE) {
        awayUntil = nanoTime.getAsLong() + MOMENT.toNanos();
      }
      throw refused;
    }
  }
}

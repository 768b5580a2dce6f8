package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers for a second that the stores are away: one question finds out, and those behind it get
 * the same answer at once instead of waiting one after the other. Safe for use by many threads.
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
   * Asks, unless the stores were away a moment ago.
   *
   * @throws WebhookException with {@link Reason#UNAVAILABLE} then, or as the question does
   */
  <T> T ask(Supplier<T> question) {
    if (awayUntil - nanoTime.getAsLong() > 0) {
      throw new WebhookException(Reason.UNAVAILABLE, "The stores were away a moment ago.");
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

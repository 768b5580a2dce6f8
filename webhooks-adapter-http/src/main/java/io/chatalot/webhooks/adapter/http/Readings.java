package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What streams ask of the stores. When these are away, one finds out and the others need not wait:
 * they are told so for a moment without being asked.
 */
final class Readings {
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private volatile long awayUntil = System.nanoTime();

  /**
   * @throws WebhookException with {@link Reason#UNAVAILABLE}, and no other, if the stores are away,
   *     or just were
   */
  <T> T of(Supplier<T> reading) {
    if (awayUntil - System.nanoTime() > 0) {
      throw new WebhookException(Reason.UNAVAILABLE, "The stores were away a moment ago.");
    }
    try {
      return reading.get();
    } catch (WebhookException refused) {
      if (refused.reason() != Reason.UNAVAILABLE) {
        throw new IllegalStateException("A store refuses what a stream may ask", refused);
      }
      awayUntil = System.nanoTime() + MOMENT.toNanos();
      throw refused;
    }
  }
}

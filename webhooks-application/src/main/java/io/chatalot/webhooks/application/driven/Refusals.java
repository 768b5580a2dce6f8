package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Objects;

/**
 * Takes the calls that were refused, after their answers, by one thread of each node. May block:
 * calls wait in a bounded queue meanwhile, and those that find it full are dropped.
 */
public interface Refusals {
  /** Keeps nothing. */
  Refusals NONE = refusals -> {};

  /** Takes refusals whose token is of a webhook, live, off or archived; in their order. */
  void keep(List<OfWebhook> refusals);

  /**
   * Learns of refused calls whose token no webhook has.
   *
   * @param count at least 1
   */
  default void unknown(int count) {}

  /** A refusal, and the webhook that was called. */
  record OfWebhook(WebhookId webhook, Refusal refusal) {
    public OfWebhook {
      Objects.requireNonNull(webhook, "webhook");
      Objects.requireNonNull(refusal, "refusal");
    }
  }
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.Objects;

/**
 * Receives refused calls after their answers, from one thread of each node. It may block: meanwhile
 * calls wait in a bounded queue, and a call that finds the queue full is dropped.
 */
public interface Refusals {
  /** Keeps nothing. */
  Refusals NONE = refusals -> {};

  /** Takes the refused calls of active, inactive and archived webhooks, in their order. */
  void keep(List<OfWebhook> refusals);

  /**
   * Counts refused calls with unknown tokens.
   *
   * @param count at least 1
   */
  default void unknown(int count) {}

  /** A refusal, and the webhook of the call. */
  record OfWebhook(WebhookId webhook, Refusal refusal) {
    public OfWebhook {
      Objects.requireNonNull(webhook, "webhook");
      Objects.requireNonNull(refusal, "refusal");
    }
  }
}

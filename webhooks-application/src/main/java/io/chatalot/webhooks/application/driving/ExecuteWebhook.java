package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.Quota;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/** Whoever has a webhook's token sends a message with it. */
public interface ExecuteWebhook {
  /**
   * Sends a message. Blocks until it is durably stored.
   *
   * @return the receipt; there is none unless the message is safe
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the token is
   *     unknown, malformed or of a webhook that is off or in an archived channel, all alike; {@code
   *     RATE_LIMITED} if the webhook is called, or the client misses, too often, both as a {@link
   *     CallRefused}; {@code INVALID} if the key was used for another command; {@code UNAVAILABLE}
   *     if nothing is known to have been stored, so that the call may be repeated
   */
  Receipt execute(Execution execution);

  /**
   * What the limit on the token's webhook would let through now, without counting. A token that is
   * dead, for whatever cause, looks like one that was never used.
   *
   * @return empty if calls are not limited
   */
  default Optional<Quota> quota(String token) {
    return quota(token, Optional.empty());
  }

  /**
   * The same for a caller who may name the webhook, too.
   *
   * @param webhook the token of another one looks dead
   */
  Optional<Quota> quota(String token, Optional<WebhookId> webhook);
}

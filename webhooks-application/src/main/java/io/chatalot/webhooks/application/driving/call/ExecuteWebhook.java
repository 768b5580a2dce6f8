package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.IdempotencyKey;
import java.util.Optional;

/** A caller who has the token of a webhook sends a message with it. */
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

  /** The same for a call that was let in already; it takes no further place. */
  Receipt execute(Admission admission, Command command, Optional<IdempotencyKey> key);
}

package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.IdempotencyKey;
import java.util.Optional;

/** Sends messages by a webhook's token. */
public interface ExecuteWebhook {
  /**
   * Sends a message. Blocks until the message is durable.
   *
   * @return the receipt of a durable message
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the token is
   *     malformed or unknown, the webhook inactive or the channel archived, all alike; {@code
   *     RATE_LIMITED} if the calls of the webhook or the misses of the client are over their limit
   *     (both as a {@link CallRefused}); {@code INVALID} if the key was used for another command;
   *     {@code UNAVAILABLE} if the message is not known to be stored, so the call may be repeated
   */
  Receipt execute(Execution execution);

  /** The same for an admitted call, which does not count again. */
  Receipt execute(Admission admission, Command command, Optional<IdempotencyKey> key);
}

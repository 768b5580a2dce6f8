package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageDraft;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to be stored, on two conditions.
 *
 * @param webhookVersion stored only if the webhook still has this version
 * @param once stored only if its key is new
 */
public record NewMessage(MessageDraft message, long webhookVersion, Optional<Once> once) {
  public NewMessage {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(once, "once");
  }

  /**
   * Keeps a repeated call from sending twice. Keys are of one webhook, and are forgotten {@link
   * IdempotencyKey#LIFETIME} after their first use, by the store's clock.
   *
   * @param fingerprint equal for equal commands, and only for those
   */
  public record Once(IdempotencyKey key, String fingerprint) {
    public Once {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageDraft;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to be stored under two conditions.
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
   * Keeps a repeated call from sending twice. Each webhook has its own keys; the store forgets a
   * key {@link IdempotencyKey#LIFETIME} after its first use, by the store's clock.
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

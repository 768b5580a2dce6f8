package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sends what a webhook makes of a payload, by its template for example. The refusals are those of
 * {@link ExecuteWebhook}, and those of the composer.
 */
public interface SendPayload {
  /**
   * Composes a message and sends it. Blocks until the message is durable. If the webhook changes
   * meanwhile, the payload is composed anew.
   *
   * @param key the call's key with the fingerprint of the payload as it came. A repeat gets the
   *     first answer although the webhook would now make another message of it, or none
   */
  Answer send(Admission admission, Composer composer, Optional<PayloadKey> key);

  /**
   * Keeps the payload if the webhook's managers wait for one. Call it after the payload was
   * handled. It refuses nothing, since it matters less than the message.
   *
   * @param payload read only if it is kept; without secrets
   */
  void capture(Admission admission, Supplier<Captured> payload);

  /**
   * A payload to be kept.
   *
   * @param json the payload's JSON
   * @param headers names in lower case
   */
  record Captured(String json, Map<String, String> headers) {
    public Captured {
      Objects.requireNonNull(json, "json");
      headers = Map.copyOf(headers);
    }
  }

  /** Makes a message of one payload. */
  @FunctionalInterface
  interface Composer {
    /**
     * @return empty if the payload is no message
     * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if the payload
     *     cannot be composed, with {@code UNAVAILABLE} if it cannot be at the moment
     */
    Optional<Composed> compose(Webhook webhook);
  }

  /**
   * A message of a payload.
   *
   * @param key present if later calls replace the message
   */
  record Composed(Command command, Optional<MessageKey> key) {
    public Composed {
      Objects.requireNonNull(command, "command");
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * The key of a call.
   *
   * @param fingerprint equal for equal payloads, and only for those
   */
  record PayloadKey(IdempotencyKey key, String fingerprint) {
    public PayloadKey {
      Objects.requireNonNull(key, "key");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }

  /**
   * The result of a call.
   *
   * @param sent false if the template ignored the payload
   * @param message the durable message; empty also if the call repeats one whose message is deleted
   * @param replayed whether the call repeats an earlier one
   */
  record Answer(boolean sent, Optional<RenderedMessage> message, boolean replayed) {
    public Answer {
      Objects.requireNonNull(message, "message");
    }
  }
}

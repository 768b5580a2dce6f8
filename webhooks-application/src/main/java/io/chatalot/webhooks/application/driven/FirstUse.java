package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;
import java.util.Optional;

/** What the first call with an {@code Idempotency-Key} did. */
public sealed interface FirstUse {
  /**
   * An equal call sent a message.
   *
   * @param message as it is now; empty if it is deleted or forgotten
   */
  record Sent(Optional<Message> message) implements FirstUse {
    public Sent {
      Objects.requireNonNull(message, "message");
    }
  }

  /** An equal call sent nothing. */
  record Nothing() implements FirstUse {}

  /** The call was another one. */
  record Other() implements FirstUse {}
}

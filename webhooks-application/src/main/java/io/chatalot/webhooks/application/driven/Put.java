package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of putting a {@link KeyedMessage}.
 *
 * @param message the key's message after the call; empty if nothing was stored
 */
public record Put(Outcome outcome, Optional<Message> message) {
  public Put {
    Objects.requireNonNull(outcome, "outcome");
    boolean kept = outcome != Outcome.WEBHOOK_CHANGED && outcome != Outcome.KEY_USED;
    if (message.isPresent() != kept) {
      throw new IllegalArgumentException(outcome + " and " + message);
    }
  }

  public static Put stored(Message message) {
    return new Put(Outcome.STORED, Optional.of(message));
  }

  public static Put edited(Message message) {
    return new Put(Outcome.EDITED, Optional.of(message));
  }

  public static Put unchanged(Message message) {
    return new Put(Outcome.UNCHANGED, Optional.of(message));
  }

  public static Put webhookChanged() {
    return new Put(Outcome.WEBHOOK_CHANGED, Optional.empty());
  }

  public static Put keyUsed() {
    return new Put(Outcome.KEY_USED, Optional.empty());
  }

  /** What happened to the key's message. */
  public enum Outcome {
    /** It is a new message, stored and durable. */
    STORED,
    /** It has the new content, which is durable. */
    EDITED,
    /** It had the content already, and no event was made. */
    UNCHANGED,
    /** The call's own key was used before. */
    KEY_USED,
    /** The webhook has another version or is deleted; the key was not looked up. */
    WEBHOOK_CHANGED
  }
}

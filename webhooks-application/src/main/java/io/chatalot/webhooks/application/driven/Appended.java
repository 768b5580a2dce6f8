package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;

/**
 * What became of a {@link NewMessage}.
 *
 * @param message the stored message if it was {@link Outcome#STORED}; the one that is already
 *     there, as it was first sent, if it was {@link Outcome#REPLAYED}; else the one that was not
 *     stored
 */
public record Appended(Outcome outcome, Message message) {
  public Appended {
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(message, "message");
  }

  /** Whether it was stored, or why not. */
  public enum Outcome {
    /** It is stored and safe. */
    STORED,
    /**
     * Its key was used before, for an equal command; that message is safe, even if deleted since.
     */
    REPLAYED,
    /** Its key was used before, for another command. */
    KEY_REUSED,
    /** Its webhook is not what it was, or gone; what is with its key was not asked. */
    WEBHOOK_CHANGED
  }
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of a {@link NewMessage}.
 *
 * @param message the message as it is stored if it was {@link Outcome#STORED}; the message that is
 *     already there, as it was first sent, if it was {@link Outcome#REPLAYED}; else empty
 */
public record Appended(Outcome outcome, Optional<Message> message) {
  public Appended {
    Objects.requireNonNull(outcome, "outcome");
    boolean safe = outcome == Outcome.STORED || outcome == Outcome.REPLAYED;
    if (message.isPresent() != safe) {
      throw new IllegalArgumentException(outcome + (safe ? " without" : " with") + " a message");
    }
  }

  public static Appended stored(Message message) {
    return new Appended(Outcome.STORED, Optional.of(message));
  }

  public static Appended replayed(Message firstSent) {
    return new Appended(Outcome.REPLAYED, Optional.of(firstSent));
  }

  public static Appended keyReused() {
    return new Appended(Outcome.KEY_REUSED, Optional.empty());
  }

  public static Appended webhookChanged() {
    return new Appended(Outcome.WEBHOOK_CHANGED, Optional.empty());
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

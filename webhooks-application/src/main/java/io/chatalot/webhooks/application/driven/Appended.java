package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;
import java.util.Optional;

/**
 * The result of appending a {@link NewMessage}.
 *
 * @param message for {@link Outcome#STORED} the stored message; for {@link Outcome#REPLAYED} the
 *     message of the first call, as it was sent; else empty
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

  public static Appended busy() {
    return new Appended(Outcome.BUSY, Optional.empty());
  }

  /** Whether the message was stored, or why not. */
  public enum Outcome {
    /** The message is stored and durable. */
    STORED,
    /** The key was used before, for an equal command; the first message is durable or deleted. */
    REPLAYED,
    /** The key was used before, for another command. */
    KEY_REUSED,
    /** The webhook has another version or is deleted; the key was not looked up. */
    WEBHOOK_CHANGED,
    /** The host has locked the channel; the store takes messages of other channels. */
    BUSY
  }
}

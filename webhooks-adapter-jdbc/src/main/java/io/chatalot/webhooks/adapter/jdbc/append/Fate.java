package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.function.Supplier;

/** What became of a message, and what a call learns from that which repeats its key. */
sealed interface Fate {
  /** What the caller of the message itself is answered. */
  Supplier<Appended> own();

  /** What the repeat is answered; empty if it has to be tried itself. */
  Optional<Supplier<Appended>> forRepeat(NewMessage repeat);

  static Fate of(NewMessage first, Appended answer) {
    return new Answered(first, answer);
  }

  static Fate of(NewMessage first, Throwable failure) {
    return new Failed(first, failure);
  }

  /** Versions only rise, so what holds of one holds for all calls that have it. */
  private static boolean isSameVersion(NewMessage first, NewMessage repeat) {
    return first.webhookVersion() == repeat.webhookVersion();
  }

  private static boolean isSameCommand(NewMessage first, NewMessage repeat) {
    return fingerprint(first).equals(fingerprint(repeat));
  }

  private static Optional<String> fingerprint(NewMessage message) {
    return message.once().map(NewMessage.Once::fingerprint);
  }

  /** The log answered. */
  record Answered(NewMessage first, Appended answer) implements Fate {
    @Override
    public Supplier<Appended> own() {
      return () -> answer;
    }

    @Override
    public Optional<Supplier<Appended>> forRepeat(NewMessage repeat) {
      if (!isSameVersion(first, repeat)) {
        return Optional.empty();
      }
      boolean same = isSameCommand(first, repeat);
      return switch (answer.outcome()) {
        case STORED, REPLAYED ->
            Optional.of(
                same
                    ? () -> new Appended(Outcome.REPLAYED, answer.message())
                    : Appended::keyReused);
        // The key may have been used for a third command.
        case KEY_REUSED -> same ? Optional.of(Appended::keyReused) : Optional.empty();
        case WEBHOOK_CHANGED -> Optional.of(Appended::webhookChanged);
      };
    }
  }

  /** Nothing is known of the message but the failure. */
  record Failed(NewMessage first, Throwable failure) implements Fate {
    @Override
    public Supplier<Appended> own() {
      return () -> {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      };
    }

    /** The store's own failures are everybody's; others may be the message's. */
    @Override
    public Optional<Supplier<Appended>> forRepeat(NewMessage repeat) {
      boolean everybodys = failure instanceof WebhookException || failure instanceof Error;
      return everybodys || isSameVersion(first, repeat) && isSameCommand(first, repeat)
          ? Optional.of(own())
          : Optional.empty();
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The outcome of a message, with the answers for its own call and for calls that repeat its key.
 */
sealed interface Fate {
  /** The answer for the message's own call. */
  Supplier<Appended> own();

  /** The answer for a repeat; empty if the repeat must be tried itself. */
  Optional<Supplier<Appended>> forRepeat(NewMessage repeat);

  static Fate of(NewMessage first, Appended answer) {
    return new Answered(first, answer);
  }

  static Fate of(NewMessage first, Throwable failure) {
    return new Failed(first, failure);
  }

  /** Versions only rise, so a refusal for one call holds for all calls with its version. */
  private static boolean isSameVersion(NewMessage first, NewMessage repeat) {
    return first.webhookVersion() == repeat.webhookVersion();
  }

  private static boolean isSameCommand(NewMessage first, NewMessage repeat) {
    return fingerprint(first).equals(fingerprint(repeat));
  }

  private static Optional<String> fingerprint(NewMessage message) {
    return message.once().map(NewMessage.Once::fingerprint);
  }

  /** The log gave an answer. */
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
        // A third command may have used the key first.
        case KEY_REUSED -> same ? Optional.of(Appended::keyReused) : Optional.empty();
        case WEBHOOK_CHANGED -> Optional.of(Appended::webhookChanged);
        case BUSY -> Optional.of(Appended::busy);
      };
    }
  }

  /** The log failed, and the outcome of the message is unknown. */
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

    /** Failures of the store hold for all calls; other failures may be caused by the message. */
    @Override
    public Optional<Supplier<Appended>> forRepeat(NewMessage repeat) {
      boolean everybodys = failure instanceof WebhookException || failure instanceof Error;
      return everybodys || isSameVersion(first, repeat) && isSameCommand(first, repeat)
          ? Optional.of(own())
          : Optional.empty();
    }
  }
}

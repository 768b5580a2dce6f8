package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.Optional;

/** What an edit does to a value that may be missing: keep it, set another, or remove it. */
public sealed interface Edit<T> {
  /** Returns the value after the edit. */
  Optional<T> apply(Optional<T> before);

  /** Leaves the value as it is. */
  record Keep<T>() implements Edit<T> {
    @Override
    public Optional<T> apply(Optional<T> before) {
      return before;
    }
  }

  /** Puts this value in place of any other. */
  record Set<T>(T value) implements Edit<T> {
    public Set {
      Objects.requireNonNull(value, "value");
    }

    @Override
    public Optional<T> apply(Optional<T> before) {
      return Optional.of(value);
    }
  }

  /** Leaves nothing. */
  record Remove<T>() implements Edit<T> {
    @Override
    public Optional<T> apply(Optional<T> before) {
      return Optional.empty();
    }
  }
}

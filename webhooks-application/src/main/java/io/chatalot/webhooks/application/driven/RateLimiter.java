package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Quota;
import java.util.Optional;

/** Limits the rate of calls of each key. Its memory is bounded. */
public interface RateLimiter {
  /** Limits nothing. */
  RateLimiter UNLIMITED =
      new RateLimiter() {
        @Override
        public boolean tryAcquire(String key) {
          return true;
        }

        @Override
        public Optional<Quota> quota(String key) {
          return Optional.empty();
        }

        @Override
        public Optional<Quota> untouched() {
          return Optional.empty();
        }
      };

  /**
   * Counts a call and returns true, or returns false and counts nothing if the limit is reached.
   */
  boolean tryAcquire(String key);

  /** Counts a call that is answered already, unless the limit is reached. */
  default void countAnswered(String key) {
    tryAcquire(key);
  }

  /** The calls that the key may make now; empty if nothing is limited. */
  Optional<Quota> quota(String key);

  /** The quota of a key that was never called; empty if nothing is limited. */
  Optional<Quota> untouched();
}

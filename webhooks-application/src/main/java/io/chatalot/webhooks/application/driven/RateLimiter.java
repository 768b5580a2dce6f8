package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.Quota;
import java.util.Optional;

/** Counts calls by key and says when there were too many. Its memory is bounded. */
public interface RateLimiter {
  /** Lets everything through. */
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

  /** Counts one call. Returns whether it is let through; one that is not does not count. */
  boolean tryAcquire(String key);

  /** Counts one call that was answered already, if there is a place left for it. */
  default void countAnswered(String key) {
    tryAcquire(key);
  }

  /** What would be let through now; empty if nothing is limited. */
  Optional<Quota> quota(String key);

  /** The quota of a key that was never called; empty if nothing is limited. */
  Optional<Quota> untouched();
}

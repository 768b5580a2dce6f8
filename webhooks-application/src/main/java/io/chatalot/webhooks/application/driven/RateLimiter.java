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
      };

  /** Counts one call. Returns whether it is let through; one that is not does not count. */
  boolean tryAcquire(String key);

  /** What would be let through now; empty if nothing is limited. */
  Optional<Quota> quota(String key);
}

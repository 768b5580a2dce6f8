package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.domain.Quota;
import io.micrometer.core.instrument.Counter;
import java.util.Optional;

/** Counts the refusals of a limiter. */
record CountedLimiter(RateLimiter limiter, Counter refusals) implements RateLimiter {
  @Override
  public boolean tryAcquire(String key) {
    boolean passes = limiter.tryAcquire(key);
    if (!passes) {
      refusals.increment();
    }
    return passes;
  }

  /** Calls that were already answered are not refused. */
  @Override
  public void countAnswered(String key) {
    limiter.countAnswered(key);
  }

  @Override
  public Optional<Quota> quota(String key) {
    return limiter.quota(key);
  }

  @Override
  public Optional<Quota> untouched() {
    return limiter.untouched();
  }
}

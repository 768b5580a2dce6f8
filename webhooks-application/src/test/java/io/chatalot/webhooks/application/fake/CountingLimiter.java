package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.domain.Quota;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Allows a fixed number of calls of each key, for ever. */
public final class CountingLimiter implements RateLimiter {
  private final int burst;
  private final Map<String, Integer> used = new HashMap<>();

  public CountingLimiter(int burst) {
    this.burst = burst;
  }

  @Override
  public synchronized boolean tryAcquire(String key) {
    int before = used.getOrDefault(key, 0);
    if (before == burst) {
      return false;
    }
    used.put(key, before + 1);
    return true;
  }

  @Override
  public synchronized Optional<Quota> quota(String key) {
    return Optional.of(with(burst - used.getOrDefault(key, 0)));
  }

  @Override
  public Optional<Quota> untouched() {
    return Optional.of(with(burst));
  }

  private Quota with(int remaining) {
    Duration second = Duration.ofSeconds(1);
    return new Quota(
        burst,
        second.multipliedBy(burst),
        remaining,
        second.multipliedBy(burst - remaining),
        remaining == 0 ? second : Duration.ZERO);
  }
}

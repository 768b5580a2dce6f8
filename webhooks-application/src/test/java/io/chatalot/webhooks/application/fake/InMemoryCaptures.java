package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Captured payloads, behind one lock. */
public final class InMemoryCaptures implements PayloadCaptures {
  private final Map<WebhookId, Instant> awaited = new HashMap<>();
  private final Map<WebhookId, CapturedPayload> kept = new HashMap<>();
  private final InstantSource clock;

  /**
   * @param clock sets all times, to the millisecond
   */
  public InMemoryCaptures(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Instant begin(WebhookId webhook) {
    Instant until = now().plus(PATIENCE);
    awaited.put(webhook, until);
    return until;
  }

  @Override
  public synchronized boolean isAwaited(WebhookId webhook) {
    return Optional.ofNullable(awaited.get(webhook)).filter(now()::isBefore).isPresent();
  }

  @Override
  public synchronized boolean keep(WebhookId webhook, String payload, Map<String, String> headers) {
    if (!isAwaited(webhook)) {
      return false;
    }
    awaited.remove(webhook);
    kept.put(webhook, new CapturedPayload(payload, headers, now()));
    return true;
  }

  @Override
  public synchronized Optional<CapturedPayload> find(WebhookId webhook) {
    return Optional.ofNullable(kept.get(webhook))
        .filter(found -> now().isBefore(found.receivedAt().plus(LIFETIME)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}

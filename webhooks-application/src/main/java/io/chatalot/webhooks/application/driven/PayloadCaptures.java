package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one payload of a webhook, so that its template can be written from it. The store sets all
 * times, by one clock for all nodes. Safe for use by many threads.
 */
public interface PayloadCaptures {
  /** How long the next payload is waited for. */
  Duration PATIENCE = Duration.ofMinutes(15);

  /** How long a payload is kept. */
  Duration LIFETIME = Duration.ofHours(1);

  /** Keeps nothing, for embedders without templates. */
  PayloadCaptures NONE = new NoCaptures();

  /**
   * Begins to wait for the next payload. A payload that was kept before stays until then.
   *
   * @return when the wait ends
   */
  Instant begin(WebhookId webhook);

  /** Whether the webhook's next payload is waited for. */
  boolean isAwaited(WebhookId webhook);

  /**
   * Keeps a payload and ends the wait.
   *
   * @return false if no payload is waited for
   */
  boolean keep(WebhookId webhook, String payload, Map<String, String> headers);

  /** The payload that is kept; empty if there is none. */
  Optional<CapturedPayload> find(WebhookId webhook);
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Keeps no payload. */
final class NoCaptures implements PayloadCaptures {
  @Override
  public Instant begin(WebhookId webhook) {
    throw new WebhookException(Reason.CONFLICT, "Payloads are not captured here.");
  }

  @Override
  public boolean isAwaited(WebhookId webhook) {
    return false;
  }

  @Override
  public boolean keep(WebhookId webhook, String payload, Map<String, String> headers) {
    return false;
  }

  @Override
  public Optional<CapturedPayload> find(WebhookId webhook) {
    return Optional.empty();
  }
}

package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.PayloadCapturesContract;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.time.Instant;

class InMemoryCapturesTest implements PayloadCapturesContract {
  private Instant now = Samples.NOW;
  private final PayloadCaptures captures = new InMemoryCaptures(() -> now);

  @Override
  public PayloadCaptures captures() {
    return captures;
  }

  @Override
  public void age(WebhookId webhook, Duration by) {
    now = now.plus(by);
  }
}

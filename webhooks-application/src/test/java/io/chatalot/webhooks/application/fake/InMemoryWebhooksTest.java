package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.WebhookStoreContract;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

class InMemoryWebhooksTest implements WebhookStoreContract {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(now::get);

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public AuditTrail audit() {
    return webhooks;
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }
}

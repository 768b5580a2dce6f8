package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.WebhookStoreContract;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.WebhookStore;

class InMemoryWebhooksTest implements WebhookStoreContract {
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks();

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public AuditTrail audit() {
    return webhooks;
  }
}

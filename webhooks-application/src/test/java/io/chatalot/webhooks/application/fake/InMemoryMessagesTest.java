package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.MessageLogContract;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

class InMemoryMessagesTest implements MessageLogContract {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks(now::get);
  private final InMemoryMessages messages = new InMemoryMessages(webhooks, now::get);

  @Override
  public WebhookStore webhooks() {
    return webhooks;
  }

  @Override
  public MessageLog messages() {
    return messages;
  }

  @Override
  public MessageLog otherNode() {
    return messages;
  }

  @Override
  public void age(Webhook webhook, Duration by) {
    now.updateAndGet(before -> before.plus(by));
  }
}

package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.contract.MessageLogContract;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;

class InMemoryMessagesTest implements MessageLogContract {
  private final InMemoryWebhooks webhooks = new InMemoryWebhooks();
  private final InMemoryMessages messages = new InMemoryMessages(webhooks);

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
}

package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;

/** An Owner or Admin switches a webhook on or off. */
public interface ToggleWebhook {
  /**
   * @return the webhook, on or off for every call that starts from now on
   */
  ListedWebhook toggle(UserId by, WebhookId webhook, boolean active);
}

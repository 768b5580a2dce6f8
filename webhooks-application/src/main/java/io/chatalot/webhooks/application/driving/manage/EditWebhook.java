package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookEdit;
import io.chatalot.webhooks.domain.WebhookId;

/** An Owner or Admin changes a webhook's name, avatar or switch. */
public interface EditWebhook {
  /**
   * @return the webhook after the edit, which holds for every call that starts from now on
   */
  ListedWebhook edit(UserId by, WebhookId webhook, WebhookEdit edit);
}

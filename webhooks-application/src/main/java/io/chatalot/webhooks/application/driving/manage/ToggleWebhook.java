package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;

/** Switches a webhook on or off. */
public interface ToggleWebhook {
  /**
   * Switches the webhook, for every call that starts later.
   *
   * @return the webhook after the switch
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook was
   *     deleted meanwhile
   */
  ListedWebhook toggle(boolean active);
}

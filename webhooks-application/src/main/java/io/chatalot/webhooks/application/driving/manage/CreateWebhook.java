package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.WebhookDraft;

/** Creates a webhook in a channel. */
public interface CreateWebhook {
  /**
   * Creates a webhook, which is active.
   *
   * @return the webhook with its token, which is never shown again
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code CONFLICT} if the channel is
   *     archived or has as many webhooks as it may have
   */
  IssuedWebhook create(WebhookDraft draft);
}

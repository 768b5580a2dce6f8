package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookDraft;

/** An Owner or Admin makes a way into a channel. */
public interface CreateWebhook {
  /**
   * @return the webhook with its token, which nothing will ever show again
   * @throws io.chatalot.webhooks.domain.WebhookException also with {@code CONFLICT} if the channel
   *     is archived or holds as many webhooks as it may
   */
  IssuedWebhook create(UserId by, ChannelId channel, WebhookDraft draft);
}

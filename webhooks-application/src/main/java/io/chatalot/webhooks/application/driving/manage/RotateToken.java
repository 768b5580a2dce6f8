package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;

/** An Owner or Admin gives a webhook another token; all else of it stays. */
public interface RotateToken {
  /**
   * @return the webhook with its new token; the old one is dead for every call that starts from now
   *     on
   */
  IssuedWebhook rotate(UserId by, WebhookId webhook);
}

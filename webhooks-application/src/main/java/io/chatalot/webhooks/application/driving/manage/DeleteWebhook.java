package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;

/** An Owner or Admin removes a webhook for good. */
public interface DeleteWebhook {
  /** Its token is dead for every call that starts from now on; the messages it sent stay. */
  void delete(UserId by, WebhookId webhook);
}

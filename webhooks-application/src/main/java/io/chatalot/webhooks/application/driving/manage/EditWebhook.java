package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.WebhookEdit;

/** Changes the name, the avatar or the switch of a webhook. */
public interface EditWebhook {
  /**
   * Applies an edit, which holds for every call that starts later.
   *
   * @return the webhook after the edit
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook was
   *     deleted meanwhile
   */
  ListedWebhook edit(WebhookEdit edit);
}

package io.chatalot.webhooks.application.driving.manage;

/** Deletes a webhook for good. */
public interface DeleteWebhook {
  /**
   * Deletes the webhook. Calls that start later find no webhook with its token; its messages stay.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if it is deleted
   *     already
   */
  void delete();
}

package io.chatalot.webhooks.application.driving.manage;

/** Gives a webhook another token and keeps everything else of it. */
public interface RotateToken {
  /**
   * Replaces the token. Calls that start later find no webhook with the old token.
   *
   * @return the webhook with its new token, which is never shown again
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook was
   *     deleted meanwhile
   */
  IssuedWebhook rotate();
}

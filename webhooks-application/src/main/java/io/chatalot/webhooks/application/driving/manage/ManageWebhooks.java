package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;

/**
 * Checks that a user is an Owner or Admin, and hands out a value that can do what they may do. HTTP
 * takes this interface, so an embedder can wrap the {@link
 * io.chatalot.webhooks.application.WebhookManager} and hand HTTP the wrapper.
 *
 * <p>Check the permission before the input, so that the answer tells users without the permission
 * nothing about the input.
 */
public interface ManageWebhooks {
  /**
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the channel does
   *     not exist or the user is not in its community, and with {@code FORBIDDEN} if the user is
   *     neither Owner nor Admin
   */
  ManagedChannel channel(UserId by, ChannelId channel);

  /**
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code NOT_FOUND} if the webhook does
   *     not exist or the user is not in its community, and with {@code FORBIDDEN} if the user is
   *     neither Owner nor Admin
   */
  ManagedWebhook webhook(UserId by, WebhookId webhook);
}

package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;

/**
 * Tells whether a user may manage webhooks, before anything that the user sent is looked at: who
 * may not manage is told so, and not what is wrong with the input. The other ports check for
 * themselves.
 */
public interface AuthorizeManager {
  /** Returns if the user may, and refuses otherwise. */
  void authorize(UserId by, ChannelId channel);

  /** Returns if the user may, and refuses otherwise. */
  void authorize(UserId by, WebhookId webhook);
}

package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;

/** An Owner or Admin looks at webhooks. */
public interface ListWebhooks {
  /** All webhooks of a channel, the oldest first. */
  List<ListedWebhook> list(UserId by, ChannelId channel);

  /** One webhook. */
  ListedWebhook show(UserId by, WebhookId webhook);
}

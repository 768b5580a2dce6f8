package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.domain.ListedWebhook;
import java.util.List;

/** Lists the webhooks of a channel. */
public interface ListWebhooks {
  /** All webhooks of the channel, the oldest first. */
  List<ListedWebhook> list();
}

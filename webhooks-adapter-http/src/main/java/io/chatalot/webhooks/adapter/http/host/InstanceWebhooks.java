package io.chatalot.webhooks.adapter.http.host;

import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;

/** The webhooks of all channels, for the administrators of a host. Safe for use by many threads. */
@FunctionalInterface
public interface InstanceWebhooks {
  /**
   * Lists webhooks page by page, newest first.
   *
   * @param page the page's number, from 1; a page after the last is empty
   * @param perPage the most webhooks of a page, at least 1
   * @throws io.chatalot.webhooks.domain.WebhookException with {@link
   *     io.chatalot.webhooks.domain.Reason#FORBIDDEN} if the user does not administer the host
   */
  Page page(UserId by, int page, int perPage);

  /**
   * A page of webhooks.
   *
   * @param total the number of webhooks on all pages
   */
  record Page(List<Webhook> webhooks, long total) {
    public Page {
      webhooks = List.copyOf(webhooks);
    }
  }
}

package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.http.host.InstanceWebhooks;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUser;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotUsers;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotWebhookList;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookException;

/**
 * All webhooks, for the owners and admins of a Chatalot instance. Chatalot's table of users decides
 * who they are, since the claims of an access token may be 15 minutes old.
 */
public final class ChatalotAdministration implements InstanceWebhooks {
  private final ChatalotUsers users;
  private final ChatalotWebhookList webhooks;

  public ChatalotAdministration(ChatalotUsers users, ChatalotWebhookList webhooks) {
    this.users = users;
    this.webhooks = webhooks;
  }

  @Override
  public Page page(UserId by, int page, int perPage) {
    users
        .user(by)
        .filter(user -> !user.suspended())
        .filter(ChatalotUser::runsInstance)
        .orElseThrow(
            () ->
                new WebhookException(
                    Reason.FORBIDDEN, "Only owners and admins of the instance may list webhooks."));
    return new Page(webhooks.page(page, perPage), webhooks.total());
  }
}

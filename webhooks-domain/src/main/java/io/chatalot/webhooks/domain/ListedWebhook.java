package io.chatalot.webhooks.domain;

import java.util.Objects;

/** A webhook and its usage, as a list of a channel's webhooks shows them to owners and admins. */
public record ListedWebhook(Webhook webhook, Usage usage) {
  public ListedWebhook {
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(usage, "usage");
  }
}

package io.chatalot.webhooks.domain;

import java.util.Objects;

/** A webhook as those who manage it see it. */
public record ListedWebhook(Webhook webhook, Usage usage) {
  public ListedWebhook {
    Objects.requireNonNull(webhook, "webhook");
    Objects.requireNonNull(usage, "usage");
  }
}

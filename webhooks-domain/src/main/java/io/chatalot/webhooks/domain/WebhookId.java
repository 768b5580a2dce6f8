package io.chatalot.webhooks.domain;

import java.util.Objects;
import java.util.UUID;

/** Identifies a webhook. */
public record WebhookId(UUID value) {
  public WebhookId {
    Objects.requireNonNull(value, "value");
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A webhook that is made and not stored yet. It has no time: the store sets it, so that all nodes
 * go by one clock.
 */
public record NewWebhook(
    WebhookId id, ChannelId channelId, WebhookDraft draft, TokenHash tokenHash, UserId createdBy) {
  public NewWebhook {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(draft, "draft");
    Objects.requireNonNull(tokenHash, "tokenHash");
    Objects.requireNonNull(createdBy, "createdBy");
  }

  /** The webhook after the store has set its time: active, and of version 1. */
  public Webhook storedAt(Instant createdAt) {
    return new Webhook(
        id, channelId, draft.name(), draft.avatarUrl(), true, tokenHash, createdBy, createdAt, 1);
  }
}

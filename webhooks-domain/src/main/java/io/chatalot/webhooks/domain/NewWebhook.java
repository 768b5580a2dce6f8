package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;

/**
 * A new webhook that is not stored yet. The store sets its time, so that all nodes use one clock.
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

  /** The webhook with the store's time: active, with version 1. */
  public Webhook storedAt(Instant createdAt) {
    return new Webhook(
        id,
        channelId,
        draft.name(),
        draft.avatarUrl(),
        draft.template(),
        true,
        tokenHash,
        createdBy,
        createdAt,
        1);
  }
}

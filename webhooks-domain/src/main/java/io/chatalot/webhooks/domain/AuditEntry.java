package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An action of a user on a webhook, which outlives the webhook.
 *
 * @param webhookName the webhook's name after the action
 * @param at the time by the store's clock
 */
public record AuditEntry(
    UUID id,
    ChannelId channelId,
    WebhookId webhookId,
    DisplayName webhookName,
    AuditAction action,
    UserId by,
    Instant at) {
  public AuditEntry {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(webhookId, "webhookId");
    Objects.requireNonNull(webhookName, "webhookName");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(by, "by");
    Objects.requireNonNull(at, "at");
  }
}

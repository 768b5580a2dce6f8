package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An {@link AuditEntry} that is not stored yet. The store sets its time, so that all nodes use one
 * clock.
 *
 * @param webhookName the webhook's name after the action
 */
public record AuditDraft(
    UUID id,
    ChannelId channelId,
    WebhookId webhookId,
    DisplayName webhookName,
    AuditAction action,
    UserId by) {
  public AuditDraft {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(webhookId, "webhookId");
    Objects.requireNonNull(webhookName, "webhookName");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(by, "by");
  }

  /** The entry after the store has set its time. */
  public AuditEntry storedAt(Instant at) {
    return new AuditEntry(id, channelId, webhookId, webhookName, action, by, at);
  }
}

package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that is composed and not stored yet. It has no time: the store sets it, so that all
 * nodes go by one clock.
 *
 * @param username the name that is in force now
 * @param avatarUrl the avatar that is in force now
 */
public record MessageDraft(
    MessageId id,
    ChannelId channelId,
    WebhookId webhookId,
    DisplayName username,
    Optional<AvatarUrl> avatarUrl,
    MessageContent content) {
  public MessageDraft {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(webhookId, "webhookId");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
    Objects.requireNonNull(content, "content");
  }

  /** The message after the store has set its time. */
  public Message storedAt(Instant createdAt) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, content, createdAt, Optional.empty());
  }
}

package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A composed message that is not stored yet. The store sets its time, so that all nodes use one
 * clock.
 *
 * @param username the name at the time of composing
 * @param avatarUrl the avatar at the time of composing
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

  /** The message with the store's time. */
  public Message storedAt(Instant createdAt) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, content, createdAt, Optional.empty());
  }
}

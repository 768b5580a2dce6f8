package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a webhook sent into a channel. It outlives its webhook.
 *
 * @param username the name that was in force when it was sent
 * @param avatarUrl the avatar that was in force when it was sent
 * @param editedAt when its content was last changed, if ever
 */
public record Message(
    MessageId id,
    ChannelId channelId,
    WebhookId webhookId,
    DisplayName username,
    Optional<AvatarUrl> avatarUrl,
    MessageContent content,
    Instant createdAt,
    Optional<Instant> editedAt) {
  public Message {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(webhookId, "webhookId");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(createdAt, "createdAt");
    Objects.requireNonNull(editedAt, "editedAt");
  }

  /** The message with other content. */
  public Message edit(MessageContent newContent, Instant now) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, newContent, createdAt, Optional.of(now));
  }
}

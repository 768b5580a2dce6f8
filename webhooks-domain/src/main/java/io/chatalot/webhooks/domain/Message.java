package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a webhook sent into a channel. It outlives its webhook.
 *
 * @param username the name that was in force when it was sent
 * @param avatarUrl the avatar that was in force when it was sent
 * @param createdAt when the store took it, by the store's clock
 * @param editedAt when its content was last changed, by the store's clock, if ever
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

  /** The message with other content; the store that keeps it sets when it was edited. */
  public Message edit(MessageContent newContent) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, newContent, createdAt, editedAt);
  }

  /** The message after the store has set when it was edited. */
  public Message withEditedAt(Instant at) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, content, createdAt, Optional.of(at));
  }
}

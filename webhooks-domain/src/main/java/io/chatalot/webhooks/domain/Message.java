package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A message that a webhook sent into a channel. It outlives its webhook.
 *
 * @param username the name at the time of sending
 * @param avatarUrl the avatar at the time of sending
 * @param createdAt the time of storing, by the store's clock
 * @param editedAt the time of the last edit by the store's clock, if there was one
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

  /** The message with other content; the store sets the time of the edit. */
  public Message edit(MessageContent newContent) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, newContent, createdAt, editedAt);
  }

  /** The message with the store's time of the edit. */
  public Message withEditedAt(Instant at) {
    return new Message(
        id, channelId, webhookId, username, avatarUrl, content, createdAt, Optional.of(at));
  }
}

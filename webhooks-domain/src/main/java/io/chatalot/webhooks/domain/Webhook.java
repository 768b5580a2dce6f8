package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A way into one channel for whoever has its token.
 *
 * @param tokenHash all that is known of its token
 * @param active an inactive webhook answers as if it did not exist
 * @param createdAt when the store took it, by the store's clock
 * @param version raised by every change, so that a message can be stored on the condition that the
 *     webhook is still what it was when the message was composed; starts at 1
 */
public record Webhook(
    WebhookId id,
    ChannelId channelId,
    DisplayName name,
    Optional<AvatarUrl> avatarUrl,
    boolean active,
    TokenHash tokenHash,
    UserId createdBy,
    Instant createdAt,
    long version) {
  public Webhook {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(channelId, "channelId");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
    Objects.requireNonNull(tokenHash, "tokenHash");
    Objects.requireNonNull(createdBy, "createdBy");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /** The webhook after an edit; this one itself if the edit changes nothing. */
  public Webhook apply(WebhookEdit edit) {
    DisplayName newName = edit.name().orElse(name);
    Optional<AvatarUrl> newAvatar = edit.avatar().apply(avatarUrl);
    boolean newActive = edit.active().orElse(active);
    if (newName.equals(name) && newAvatar.equals(avatarUrl) && newActive == active) {
      return this;
    }
    return new Webhook(
        id, channelId, newName, newAvatar, newActive, tokenHash, createdBy, createdAt, version + 1);
  }

  /** The webhook with another token; the old one is no longer its own. */
  public Webhook rotate(TokenHash newToken) {
    return new Webhook(
        id, channelId, name, avatarUrl, active, newToken, createdBy, createdAt, version + 1);
  }

  /** The same webhook, from which nothing that was composed before is taken any more. */
  public Webhook withVersionRaised() {
    return new Webhook(
        id, channelId, name, avatarUrl, active, tokenHash, createdBy, createdAt, version + 1);
  }

  /**
   * Composes a message; a store takes it and sets its time.
   *
   * @param as the name in place of the webhook's own
   * @param with the avatar in place of the webhook's own
   * @throws WebhookException with {@link Reason#NOT_FOUND} if the webhook is not active (the guide,
   *     "Enabling / Disabling a Webhook")
   */
  public MessageDraft post(
      MessageId messageId,
      MessageContent content,
      Optional<DisplayName> as,
      Optional<AvatarUrl> with) {
    if (!active) {
      throw WebhookException.notFound("webhook");
    }
    return new MessageDraft(
        messageId, channelId, id, as.orElse(name), with.or(() -> avatarUrl), content);
  }
}

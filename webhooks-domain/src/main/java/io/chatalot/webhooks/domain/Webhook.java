package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A webhook: the holder of its token may post to its channel.
 *
 * @param tokenHash the only trace of its token
 * @param template makes messages of any JSON; calls of the other addresses ignore it
 * @param active an inactive webhook answers as if it did not exist
 * @param createdAt the store's time of its creation
 * @param version raised by every change, starting at 1, so that a store accepts a message only if
 *     the webhook has not changed since the message was composed
 */
public record Webhook(
    WebhookId id,
    ChannelId channelId,
    DisplayName name,
    Optional<AvatarUrl> avatarUrl,
    Optional<Template> template,
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
    Objects.requireNonNull(template, "template");
    Objects.requireNonNull(tokenHash, "tokenHash");
    Objects.requireNonNull(createdBy, "createdBy");
    Objects.requireNonNull(createdAt, "createdAt");
  }

  /** The webhook after an edit; this one itself if the edit changes nothing. */
  public Webhook apply(WebhookEdit edit) {
    var after =
        new Webhook(
            id,
            channelId,
            edit.name().orElse(name),
            edit.avatar().apply(avatarUrl),
            edit.template().apply(template),
            edit.active().orElse(active),
            tokenHash,
            createdBy,
            createdAt,
            version);
    return after.equals(this) ? this : after.withVersionRaised();
  }

  /** The webhook with another token instead of its own. */
  public Webhook rotate(TokenHash newToken) {
    return new Webhook(
        id,
        channelId,
        name,
        avatarUrl,
        template,
        active,
        newToken,
        createdBy,
        createdAt,
        version + 1);
  }

  /** The webhook with a higher version, so that stores refuse messages composed before. */
  public Webhook withVersionRaised() {
    return new Webhook(
        id,
        channelId,
        name,
        avatarUrl,
        template,
        active,
        tokenHash,
        createdBy,
        createdAt,
        version + 1);
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

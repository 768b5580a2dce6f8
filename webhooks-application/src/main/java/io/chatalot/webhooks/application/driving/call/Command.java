package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Text;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.Violations;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Objects;
import java.util.Optional;

/**
 * The message that a caller wants to send (the guide, "Payload Format").
 *
 * @param username overrides the webhook's name
 * @param avatarUrl overrides the webhook's avatar
 */
public record Command(
    MessageContent content, Optional<DisplayName> username, Optional<AvatarUrl> avatarUrl) {
  public Command {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(avatarUrl, "avatarUrl");
  }

  /** A command under the webhook's own name and avatar. */
  public static Command say(String content) {
    return new Command(new MessageContent(content), Optional.empty(), Optional.empty());
  }

  /**
   * Reads a command. If {@code username} or {@code avatar_url} is absent, empty or white space, the
   * webhook's own value holds. Unknown fields are ignored, since tools send them.
   *
   * @param violations collects every wrong field
   * @return the command, or empty if a field is wrong
   */
  public static Optional<Command> of(Fields fields, Violations violations) {
    Optional<MessageContent> content =
        violations.check("content", () -> new MessageContent(required(fields, "content")));
    Optional<Optional<DisplayName>> username =
        violations.check("username", () -> override(fields, "username").map(DisplayName::new));
    Optional<Optional<AvatarUrl>> avatarUrl =
        violations.check("avatar_url", () -> override(fields, "avatar_url").map(AvatarUrl::new));
    if (content.isEmpty() || username.isEmpty() || avatarUrl.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Command(content.get(), username.get(), avatarUrl.get()));
  }

  private static String required(Fields fields, String field) {
    return fields
        .text(field)
        .orElseThrow(() -> WebhookException.invalid(field, ViolationCode.REQUIRED, "is required"));
  }

  private static Optional<String> override(Fields fields, String field) {
    return fields.text(field).filter(text -> !Text.isBlank(text));
  }
}

package io.chatalot.webhooks.application.driving.manage;

import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.MessageContent;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Helps an Owner or Admin to write the webhook's template. */
public interface WriteTemplate {
  /** The message that a command would send; nothing is sent. */
  Preview preview(Command command);

  /**
   * Waits for the webhook's next payload, and keeps it for a while.
   *
   * @return when the wait ends
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code CONFLICT} if this service
   *     keeps no payloads
   */
  Instant beginCapture();

  /** The payload that was kept; empty if there is none. */
  Optional<CapturedPayload> captured();

  /**
   * A message that is not sent.
   *
   * @param contentHtml the content's safe HTML
   */
  record Preview(
      MessageContent content,
      String contentHtml,
      DisplayName username,
      Optional<AvatarUrl> avatarUrl) {
    public Preview {
      Objects.requireNonNull(content, "content");
      Objects.requireNonNull(contentHtml, "contentHtml");
      Objects.requireNonNull(username, "username");
      Objects.requireNonNull(avatarUrl, "avatarUrl");
    }
  }
}

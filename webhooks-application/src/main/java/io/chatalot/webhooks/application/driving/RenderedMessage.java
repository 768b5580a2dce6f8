package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.Message;
import java.util.Objects;

/** A message, and its content as HTML that is safe to show. */
public record RenderedMessage(Message message, String contentHtml) {
  public RenderedMessage {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(contentHtml, "contentHtml");
  }
}

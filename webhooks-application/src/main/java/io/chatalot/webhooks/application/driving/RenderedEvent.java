package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.MessageEvent;
import java.util.Objects;

/** An event, and the content of its message as HTML that is safe to show; empty for a deletion. */
public record RenderedEvent(MessageEvent event, String contentHtml) {
  public RenderedEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(contentHtml, "contentHtml");
  }
}

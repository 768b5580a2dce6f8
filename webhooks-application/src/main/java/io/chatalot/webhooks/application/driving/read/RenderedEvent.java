package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.MessageEvent;
import java.util.Objects;
import java.util.function.Function;

/** An event, and the content of its message as HTML, which is rendered on demand. */
public final class RenderedEvent {
  private final MessageEvent event;
  private final Function<MessageEvent, String> renderer;

  /**
   * @param renderer renders the message's content as safe HTML; empty for a deletion
   */
  public RenderedEvent(MessageEvent event, Function<MessageEvent, String> renderer) {
    this.event = Objects.requireNonNull(event, "event");
    this.renderer = Objects.requireNonNull(renderer, "renderer");
  }

  public MessageEvent event() {
    return event;
  }

  /** HTML that is safe to show, empty for a deletion; rendered at each call. */
  public String contentHtml() {
    return renderer.apply(event);
  }
}

package io.chatalot.webhooks.application.driving.read;

import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.Objects;
import java.util.function.Function;

/** A message, and its content as HTML, which is rendered on demand. */
public final class RenderedMessage {
  private final Message message;
  private final Function<MessageContent, String> renderer;

  /**
   * @param renderer renders the content as safe HTML
   */
  public RenderedMessage(Message message, Function<MessageContent, String> renderer) {
    this.message = Objects.requireNonNull(message, "message");
    this.renderer = Objects.requireNonNull(renderer, "renderer");
  }

  public Message message() {
    return message;
  }

  /** The content as HTML that is safe to show; rendered at each call. */
  public String contentHtml() {
    return renderer.apply(message.content());
  }
}

package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;

/**
 * Edits and deletes the messages of a webhook by its token. The refusals are those of {@link
 * ExecuteWebhook}, and {@code NOT_FOUND} for a message that is deleted or that another webhook
 * sent.
 */
public interface ReviseMessage {
  /**
   * Replaces the content of a message.
   *
   * @return the message after the edit
   */
  RenderedMessage edit(Admission admission, MessageId message, MessageContent content);

  /** Deletes a message for good. */
  void delete(Admission admission, MessageId message);
}

package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;

/**
 * A caller who has the token of a webhook edits or deletes a message that this webhook sent.
 * Refusals are those of {@link ExecuteWebhook}, and {@code NOT_FOUND} for a message that it did not
 * send or that is deleted.
 */
public interface ReviseMessage {
  /**
   * Replaces the content of a message.
   *
   * @return the message after the edit
   */
  RenderedMessage edit(Admission admission, MessageId message, MessageContent content);

  /** Takes a message out of its channel for good. */
  void delete(Admission admission, MessageId message);
}

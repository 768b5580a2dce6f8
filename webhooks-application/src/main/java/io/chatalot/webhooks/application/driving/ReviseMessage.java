package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;

/**
 * Whoever has a webhook's token edits or deletes a message that this webhook sent. Refusals are
 * those of {@link ExecuteWebhook}, and {@code NOT_FOUND} for a message that it did not send or that
 * is deleted. Each revision counts as a call.
 */
public interface ReviseMessage {
  /**
   * Replaces the content of a message.
   *
   * @return the message after the edit
   */
  RenderedMessage edit(String token, MessageId message, MessageContent content, String client);

  /** Takes a message out of its channel for good. */
  void delete(String token, MessageId message, String client);
}

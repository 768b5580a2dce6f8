package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.MessageKey;
import java.util.Objects;

/**
 * Keeps one message for each key of a webhook, so that a build or an incident is one message that
 * changes. The refusals are those of {@link ExecuteWebhook}.
 */
public interface PutMessage {
  /**
   * Sends the key's message, or replaces its content if it is there. Its name and avatar stay those
   * of the first call. Of calls that race, on any nodes, one sends the message. Repeating a call is
   * harmless. Blocks until the message is durable.
   */
  Kept put(Admission admission, Command command, MessageKey key);

  /**
   * The same for the last content of the key's message, as of an incident that is resolved: the
   * next {@link #put} sends a new message, and a repeated {@code putLast} does not.
   */
  Kept putLast(Admission admission, Command command, MessageKey key);

  /** Deletes the key's message for good; {@code NOT_FOUND} if there is none. */
  void delete(Admission admission, MessageKey key);

  /**
   * The key's message, durable.
   *
   * @param created whether the call sent it
   */
  record Kept(RenderedMessage message, boolean created) {
    public Kept {
      Objects.requireNonNull(message, "message");
    }
  }
}

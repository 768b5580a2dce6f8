package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageKey;
import java.util.Objects;

/**
 * A message to be stored under a key, or to give its content to the key's message.
 *
 * @param webhookVersion stored only if the webhook still has this version
 * @param ends whether the message's subject ends with this content, as an incident does when it is
 *     resolved. The next content that does not end the subject begins a new message
 */
public record KeyedMessage(
    MessageDraft message, long webhookVersion, MessageKey key, boolean ends) {
  public KeyedMessage {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(key, "key");
  }
}

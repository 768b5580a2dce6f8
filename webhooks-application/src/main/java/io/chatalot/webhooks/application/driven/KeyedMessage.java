package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.application.driven.NewMessage.Once;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to be stored under a key, or to give its content to the key's message.
 *
 * @param webhookVersion stored only if the webhook still has this version
 * @param ends whether the message's subject ends with this content, as an incident does when it is
 *     resolved. The next content that does not end the subject begins a new message
 * @param once stored only if the call's key is new
 */
public record KeyedMessage(
    MessageDraft message, long webhookVersion, MessageKey key, boolean ends, Optional<Once> once) {
  public KeyedMessage {
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(once, "once");
  }

  /** A message of a call without a key of its own. */
  public KeyedMessage(MessageDraft message, long webhookVersion, MessageKey key, boolean ends) {
    this(message, webhookVersion, key, ends, Optional.empty());
  }
}

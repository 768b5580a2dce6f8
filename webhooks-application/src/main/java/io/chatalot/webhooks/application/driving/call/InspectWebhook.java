package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;

/**
 * Shows a webhook and its messages to a caller, who has the token. The refusals are those of {@link
 * ExecuteWebhook}.
 */
public interface InspectWebhook {
  /** The current webhook. */
  Webhook inspect(Admission admission);

  /** A message of this webhook; {@code NOT_FOUND} for any other message. */
  RenderedMessage message(Admission admission, MessageId message);
}

package io.chatalot.webhooks.application.driving.call;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;

/**
 * A caller who has the token of a webhook sees the webhook, and what was sent with it. Refusals are
 * those of {@link ExecuteWebhook}.
 */
public interface InspectWebhook {
  /** The webhook as it is now. */
  Webhook inspect(Admission admission);

  /** A message that this webhook sent; {@code NOT_FOUND} for any other. */
  RenderedMessage message(Admission admission, MessageId message);
}

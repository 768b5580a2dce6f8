package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/**
 * Whoever has a webhook's token sees what it is the token of, and what was sent with it. Refusals
 * are those of {@link ExecuteWebhook}.
 */
public interface InspectWebhook {
  /** The token's webhook as it is now. Does not count as a call. */
  default Webhook inspect(String token, String client) {
    return inspect(token, Optional.empty(), client);
  }

  /**
   * The same for a caller who may name the webhook, too.
   *
   * @param webhook the token of another one is as unknown as one of none
   */
  Webhook inspect(String token, Optional<WebhookId> webhook, String client);

  /**
   * A message that this webhook sent; {@code NOT_FOUND} for any other. Counts as a call.
   *
   * @param client who calls, such as a network address
   */
  RenderedMessage message(String token, MessageId message, String client);
}

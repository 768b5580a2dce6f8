package io.chatalot.webhooks.application;

import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;

/**
 * The result of resolving a token.
 *
 * @param webhook the webhook that has the token, if any
 * @param channelOpen whether the webhook's channel exists and is not archived
 */
record Resolved(Optional<Webhook> webhook, boolean channelOpen) {
  static final Resolved UNKNOWN = new Resolved(Optional.empty(), false);

  /** The webhook, if it may be called. */
  Optional<Webhook> live() {
    return webhook.filter(found -> found.active() && channelOpen);
  }

  Optional<WebhookId> id() {
    return webhook.map(Webhook::id);
  }
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Optional;

/**
 * Caches the webhook of each token, so that most calls need no look-up. It may forget an entry at
 * any time, and an entry may be out of date: the cache never decides, since {@link
 * MessageLog#append} refuses a message if the webhook has changed since.
 *
 * <p>Archiving a channel does not change its webhooks by itself. So a host with a cache calls
 * {@link WebhookStore#raiseVersions} after it archives a channel, or in the same transaction.
 *
 * <p>Safe for use by many threads.
 */
public interface WebhookCache {
  /** Caches nothing, so that every call looks up its webhook and its channel. */
  WebhookCache NONE =
      new WebhookCache() {
        @Override
        public Optional<Webhook> find(TokenHash token) {
          return Optional.empty();
        }

        @Override
        public void remember(Webhook webhook) {}

        @Override
        public void forget(TokenHash token) {}
      };

  /** The webhook as it was when it was cached. */
  Optional<Webhook> find(TokenHash token);

  /** Caches a webhook that may be called, and replaces the entry of its token. */
  void remember(Webhook webhook);

  /** Forgets a token that no callable webhook has. */
  void forget(TokenHash token);
}

package io.chatalot.webhooks.application.driven;

import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Optional;

/**
 * Remembers which webhook a token calls, so that most calls need no look-up. It may forget anything
 * at any time, and what it remembers may be out of date: it never decides, since {@link
 * MessageLog#append} takes a message only from a webhook that has not changed since.
 *
 * <p>Archiving a channel does not change its webhooks by itself. So with a cache, whoever archives
 * one calls {@link WebhookStore#raiseVersions} afterwards, or in the same transaction.
 *
 * <p>Safe for use by many threads.
 */
public interface WebhookCache {
  /** Remembers nothing, so that every call looks its webhook and its channel up. */
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

  /** The webhook as it was when it was remembered. */
  Optional<Webhook> find(TokenHash token);

  /** Remembers a webhook that may be called, in the place of what its token called before. */
  void remember(Webhook webhook);

  /** Forgets a token that calls nothing any more. */
  void forget(TokenHash token);
}

package io.chatalot.webhooks.application;

import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Forgets no entry by itself. */
final class SimpleCache implements WebhookCache {
  final Map<TokenHash, Webhook> webhooks = new ConcurrentHashMap<>();

  @Override
  public Optional<Webhook> find(TokenHash token) {
    return Optional.ofNullable(webhooks.get(token));
  }

  @Override
  public void remember(Webhook webhook) {
    webhooks.put(webhook.tokenHash(), webhook);
  }

  @Override
  public void forget(TokenHash token) {
    webhooks.remove(token);
  }
}

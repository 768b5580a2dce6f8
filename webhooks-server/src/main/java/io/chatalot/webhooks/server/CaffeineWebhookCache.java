package io.chatalot.webhooks.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The webhooks that were called lately: {@value #MAX_WEBHOOKS} at most, some 50 MB. */
final class CaffeineWebhookCache implements WebhookCache {
  static final int MAX_WEBHOOKS = 100_000;

  /** So that what somebody changes past every rule, in the database itself, holds within this. */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final Cache<TokenHash, Webhook> webhooks;

  CaffeineWebhookCache() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  CaffeineWebhookCache(LongSupplier nanoTime) {
    webhooks =
        Caffeine.newBuilder()
            .maximumSize(MAX_WEBHOOKS)
            .expireAfterWrite(LIFETIME)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  @Override
  public Optional<Webhook> find(TokenHash token) {
    return Optional.ofNullable(webhooks.getIfPresent(token));
  }

  @Override
  public void remember(Webhook webhook) {
    webhooks.put(webhook.tokenHash(), webhook);
  }

  @Override
  public void forget(TokenHash token) {
    webhooks.invalidate(token);
  }

  /** For tests: how many there are. */
  long remembered() {
    webhooks.cleanUp();
    return webhooks.estimatedSize();
  }
}

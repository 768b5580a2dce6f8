package io.chatalot.webhooks.server;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.chatalot.webhooks.application.driven.WebhookCache;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Caches recently called webhooks: at most {@value #MAX_WEBHOOKS}, some 50 MB. A template counts as
 * further webhooks, by its length.
 */
final class CaffeineWebhookCache implements WebhookCache {
  static final int MAX_WEBHOOKS = 100_000;

  /**
   * The life of an entry, so that a change made directly in the database takes effect within it.
   */
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final Cache<TokenHash, Webhook> webhooks;

  CaffeineWebhookCache() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime a monotonic time in nanoseconds
   */
  CaffeineWebhookCache(LongSupplier nanoTime) {
    webhooks =
        Caffeine.newBuilder()
            .maximumWeight(MAX_WEBHOOKS)
            .weigher(CaffeineWebhookCache::weight)
            .expireAfterWrite(LIFETIME)
            .ticker(nanoTime::getAsLong)
            .build();
  }

  /** Counts the half KB of a webhook, and the memory of its template in the same unit. */
  private static int weight(TokenHash token, Webhook webhook) {
    return 1 + webhook.template().map(template -> template.text().length() / 256).orElse(0);
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

  /** The number of entries, for tests. */
  long remembered() {
    webhooks.cleanUp();
    return webhooks.estimatedSize();
  }
}

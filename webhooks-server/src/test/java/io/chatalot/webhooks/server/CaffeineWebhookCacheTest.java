package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CaffeineWebhookCacheTest {
  private final AtomicLong now = new AtomicLong();
  private final CaffeineWebhookCache cache = new CaffeineWebhookCache(now::get);
  private final ChannelId channel = Samples.channel();

  /** Somebody may change it in the database itself, past every rule. */
  @Test
  void aWebhookIsRememberedForAMinuteHoweverOftenItIsCalled() {
    Webhook webhook = Samples.webhook(channel);
    cache.remember(webhook);
    for (int seconds = 0; seconds < 59; seconds++) {
      later(Duration.ofSeconds(1));
      assertThat(cache.find(webhook.tokenHash())).contains(webhook);
    }
    later(Duration.ofSeconds(1));
    assertThat(cache.find(webhook.tokenHash())).isEmpty();
  }

  @Test
  void aWebhookThatIsForgottenIsNotFound() {
    Webhook webhook = Samples.webhook(channel);
    cache.remember(webhook);
    cache.forget(webhook.tokenHash());
    assertThat(cache.find(webhook.tokenHash())).isEmpty();
  }

  @Test
  void noMoreThanAHundredThousandAreRemembered() {
    Webhook webhook = Samples.webhook(channel);
    HexFormat digits = HexFormat.of();
    for (int i = 0; i < 101_000; i++) {
      cache.remember(webhook.rotate(new TokenHash("0".repeat(48) + digits.toHexDigits((long) i))));
    }
    assertThat(cache.remembered()).isBetween(90_000L, 100_000L);
  }

  private void later(Duration duration) {
    now.addAndGet(duration.toNanos());
  }
}

package io.chatalot.webhooks.application.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.domain.CapturedPayload;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of {@link PayloadCaptures}. The subject may hold other tests' payloads. */
public interface PayloadCapturesContract {
  Map<String, String> HEADERS = Map.of("x-event", "push ä", "user-agent", "tool/1, \"x\"");

  PayloadCaptures captures();

  /** Makes all that is kept for the webhook older, as if time had passed. */
  void age(WebhookId webhook, Duration by);

  private static WebhookId webhook() {
    return new WebhookId(UUID.randomUUID());
  }

  @Test
  default void theNextPayloadIsKeptAndNoneAfterIt() {
    WebhookId webhook = webhook();
    assertThat(captures().keep(webhook, "{}", HEADERS)).isFalse();

    Instant until = captures().begin(webhook);
    assertThat(captures().isAwaited(webhook)).isTrue();
    assertThat(captures().find(webhook)).isEmpty();
    assertThat(captures().keep(webhook, "{\"a\":\"🚀\"}", HEADERS)).isTrue();
    assertThat(captures().keep(webhook, "{}", Map.of())).isFalse();

    CapturedPayload kept = captures().find(webhook).orElseThrow();
    assertThat(captures().isAwaited(webhook)).isFalse();
    assertThat(kept.payload()).isEqualTo("{\"a\":\"🚀\"}");
    assertThat(kept.headers()).isEqualTo(HEADERS);
    assertThat(Duration.between(kept.receivedAt(), until))
        .isBetween(Duration.ofMinutes(14), PayloadCaptures.PATIENCE);
    assertThat(captures().find(webhook())).isEmpty();
  }

  @Test
  default void aWaitEnds() {
    WebhookId webhook = webhook();
    captures().begin(webhook);
    age(webhook, PayloadCaptures.PATIENCE);

    assertThat(captures().isAwaited(webhook)).isFalse();
    assertThat(captures().keep(webhook, "{}", Map.of())).isFalse();
    assertThat(captures().find(webhook)).isEmpty();
  }

  @Test
  default void aPayloadIsKeptForItsLifetime() {
    WebhookId webhook = webhook();
    captures().begin(webhook);
    captures().keep(webhook, "{}", Map.of());

    age(webhook, PayloadCaptures.LIFETIME.minusMinutes(1));
    assertThat(captures().find(webhook)).isPresent();
    age(webhook, Duration.ofMinutes(1));
    assertThat(captures().find(webhook)).isEmpty();
  }

  @Test
  default void anotherWaitKeepsTheLastPayloadUntilTheNext() {
    WebhookId webhook = webhook();
    captures().begin(webhook);
    captures().keep(webhook, "1", Map.of());
    captures().begin(webhook);
    assertThat(captures().find(webhook).orElseThrow().payload()).isEqualTo("1");
    captures().keep(webhook, "2", Map.of());
    assertThat(captures().find(webhook).orElseThrow().payload()).isEqualTo("2");
  }

  @Test
  default void ofPayloadsThatRaceOneIsKept() {
    WebhookId webhook = webhook();
    captures().begin(webhook);

    List<Boolean> kept = Race.run(8, runner -> captures().keep(webhook, "" + runner, Map.of()));

    assertThat(kept).filteredOn(one -> one).hasSize(1);
  }
}

package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  /** Proxies and browsers give up connections that are silent for longer. */
  private static final Duration PROMISED = Duration.ofSeconds(15);

  @Test
  void aStreamWithoutNewsSaysSomethingAtLeastEveryFifteenSeconds() {
    try (var server = new TestServer()) {
      assertThat(server.api.tails().restUntilBeat()).isBetween(Duration.ZERO, PROMISED);
    }
  }

  @Test
  void itGoesOnToDoSo() throws InterruptedException {
    try (var followed = new FollowedChannel()) {
      var client = followed.client("member", FollowedChannel.NOW);
      followed.tails.beatEvery(Duration.ofMillis(10));
      client.output.await(text -> text.split(": beat\n\n", -1).length > 3);
    }
  }
}

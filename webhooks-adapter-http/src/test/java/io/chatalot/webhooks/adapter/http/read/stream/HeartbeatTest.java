package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import io.chatalot.webhooks.application.fake.ManualPause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  /** Proxies and browsers close connections that are silent for longer. */
  private static final Duration PROMISED = Duration.ofSeconds(15);

  @Test
  void aStreamWithoutEventsHasAHeartbeatAtLeastEveryFifteenSeconds() throws InterruptedException {
    var pause = new ManualPause();
    var background =
        new Background(BackgroundObserver.NONE, (task, failure) -> {}, System::nanoTime, pause);
    try (var streams = new EventStreams(null, null, null, background)) {
      assertThat(pause.awaitBegin()).isBetween(Duration.ZERO, PROMISED);
      assertThat(streams.count()).isZero();
    }
  }

  @Test
  void heartbeatsRepeat() throws InterruptedException {
    try (var followed = new FollowedChannel()) {
      var client = followed.client("member", FollowedChannel.NOW);
      followed.tails.beatEvery(Duration.ofMillis(10));
      client.output.await(text -> text.split(": beat\n\n", -1).length > 3);
    }
  }
}

package io.chatalot.webhooks.adapter.http.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.MovedClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OnceAMinuteTest {
  private final MovedClock clock = new MovedClock();
  private final OnceAMinute line = new OnceAMinute(clock);

  @Test
  void aFrequentEventIsLoggedAtFirstAndThenOnceAMinute() {
    int lines = 0;
    for (int second = 0; second < 180; second++) {
      for (int i = 0; i < 10; i++) {
        lines += line.isDue() ? 1 : 0;
      }
      assertThat(lines).isEqualTo(1 + second / 60);
      clock.move(Duration.ofSeconds(1));
    }
  }

  @Test
  void anEventAfterALongTimeIsLogged() {
    assertThat(line.isDue()).isTrue();
    clock.move(Duration.ofDays(100));
    assertThat(line.isDue()).isTrue();
    assertThat(line.isDue()).isFalse();
  }
}

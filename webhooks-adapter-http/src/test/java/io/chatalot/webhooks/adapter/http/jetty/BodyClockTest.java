package io.chatalot.webhooks.adapter.http.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BodyClockTest {
  private static final int LARGE = RequestBounds.BODY_BYTES + 1;

  /** Starts just below the overflow of {@code long}, so that deadlines overflow. */
  private static final long START = Long.MAX_VALUE - 1_000_000_000L;

  @Test
  void theFirstByteHasTenSeconds() {
    var clock = new BodyClock(100, START);
    assertThat(clock.isOver(after(10_000))).isFalse();
    assertThat(clock.isOver(after(10_001))).isTrue();
  }

  @Test
  void aSmallBodyHasFiveSecondsAndOneForEachKibibyte() {
    var clock = new BodyClock(4_096, START);
    clock.came(1, after(9_000));
    assertThat(clock.isOver(after(14_000))).isFalse();
    assertThat(clock.isOver(after(14_002))).isTrue();
    clock.came(2_048, after(14_000));
    assertThat(clock.isOver(after(16_000))).isFalse();
    assertThat(clock.isOver(after(16_001))).isTrue();
  }

  @Test
  void aByteASecondIsTooSlow() {
    var clock = new BodyClock(-1, START);
    for (int second = 0; second <= 5; second++) {
      clock.came(second + 1, after(second * 1_000L));
    }
    assertThat(clock.isOver(after(5_010))).isTrue();
  }

  @Test
  void aBodyThatIsDeclaredLargeHasTenSecondsFromItsFirstByte() {
    var clock = new BodyClock(LARGE, START);
    clock.came(1, after(3_000));
    clock.came(60_000, after(12_000));
    assertThat(clock.left(after(12_000))).isEqualTo(Duration.ofSeconds(1));
    assertThat(clock.isOver(after(13_001))).isTrue();
  }

  @Test
  void aBodyThatTurnsOutLargeHasTenSecondsFromItsFirstByteToo() {
    var clock = new BodyClock(-1, START);
    clock.came(1, after(0));
    clock.came(60_000, after(9_000));
    assertThat(clock.isOver(after(15_000))).isFalse();
    clock.came(LARGE, after(9_500));
    assertThat(clock.isOver(after(10_001))).isTrue();
  }

  private static long after(long millis) {
    return START + millis * 1_000_000;
  }
}

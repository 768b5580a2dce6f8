package io.chatalot.webhooks.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Latencies latencies = new Latencies();
  private final Table table = new Table();

  @Test
  void aPercentileIsTheLeastThatSoManyDoNotExceed() {
    for (int millis = 200; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }
    assertThat(latencies.percentile(50)).isEqualTo(100);
    assertThat(latencies.percentile(99)).isEqualTo(198);
    assertThat(latencies.percentile(100)).isEqualTo(200);
  }

  @Test
  void nothingHasNoPercentile() {
    assertThatThrownBy(() -> latencies.percentile(50)).isInstanceOf(BenchmarkException.class);
  }

  @Test
  void theMedianIsInTheMiddleOrBetweenTheTwo() {
    assertThat(new Samples(List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2);
    assertThat(new Samples(List.of(9.0, 1.0, 2.0, 3.0)).median()).isEqualTo(2.5);
  }

  @Test
  void aRatioIsTakenWithinEachRound() {
    var ours = new Samples(List.of(10.0, 40.0, 60.0));
    var theirs = new Samples(List.of(10.0, 20.0, 20.0));
    assertThat(ours.dividedBy(theirs).median()).isEqualTo(2);
  }

  @Test
  void theTableTellsWhatIsReached() {
    var samples = new Samples(List.of(1234.0, 2.5));
    table.add("plain", "/s", samples);
    table.add("good", "", samples, Target.atLeast(618.25));
    table.add("bad", "ms", samples, Target.atMost(1.5));
    table.add("untold", "", new Samples(), Target.atMost(3));
    table.fail("broken", "no | bars\nand lines");
    assertThat(table.markdown().lines().skip(2))
        .containsExactly(
            "| plain | 618 /s | 2.50 to 1,234 |  |  |",
            "| good | 618 | 2.50 to 1,234 | ≥ 618.25 | yes |",
            "| bad | 618 ms | 2.50 to 1,234 | ≤ 1.5 | **no** |",
            "| untold | cannot be told here | | ≤ 3 | |",
            "| broken | failed: no bars and lines | | | **no** |");
  }

  @Test
  void aMessageTellsWhenItWasDue() {
    String line = "data: " + DueTimes.body(-12345);
    assertThat(DueTimes.of(line)).hasValue(-12345);
    assertThat(DueTimes.of("data: " + Load.BODY)).isEmpty();
  }
}

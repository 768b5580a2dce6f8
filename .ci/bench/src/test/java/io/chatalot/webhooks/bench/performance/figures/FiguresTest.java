package io.chatalot.webhooks.bench.performance.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FiguresTest {
  private final Latencies latencies = new Latencies();
  private final Table table = new Table();
  private final Random random = new Random(1);

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
    assertThatThrownBy(() -> latencies.percentile(50)).isInstanceOf(BenchException.class);
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
  void kindsOfCallsAreAsFarApartAsTheirMedians() {
    var turns = turns(500_000, 0);
    assertThat(turns.percentile(0, 50)).isEqualTo(1.049);
    assertThat(turns.percentile(1, 95)).isEqualTo(1.594);
    assertThat(turns.apart()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void whatIsNoChanceIsMoreThanIsDrawnByLot() {
    assertThat(turns(500_000, 0).apart()).isGreaterThan(turns(500_000, 0).apartByLot(random));
    assertThat(turns(5_000, 30_000).apart()).isLessThan(turns(5_000, 30_000).apartByLot(random));
  }

  /** A hundred turns of two kinds, one of which takes longer, and more or less so each time. */
  private static Turns turns(int longer, int moreOrLess) {
    var turns = new Turns(2);
    for (int i = 0; i < 100; i++) {
      int differs = i % 2 == 0 ? moreOrLess : -moreOrLess;
      turns.add(new long[] {1_000_000 + 1_000 * i, 1_000_000 + 1_000 * i + longer + differs});
    }
    return turns;
  }
}

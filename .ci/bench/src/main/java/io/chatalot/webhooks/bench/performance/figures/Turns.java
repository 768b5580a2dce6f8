package io.chatalot.webhooks.bench.performance.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How long calls of several kinds took that were made by turns, one of each kind a turn, and how
 * far the kinds are apart. All times are in milliseconds.
 */
public final class Turns {
  private static final int LOTS = 1_000;
  private static final int OF_A_HUNDRED = 99;

  private final int kinds;
  private final List<long[]> turns = new ArrayList<>();

  /** Calls of so many kinds. */
  public Turns(int kinds) {
    this.kinds = kinds;
  }

  /**
   * Adds a turn.
   *
   * @param nanos of each kind, in order
   */
  public void add(long[] nanos) {
    turns.add(nanos.clone());
  }

  /** The least time that so many percent of a kind do not exceed. */
  public double percentile(int kind, double percent) {
    return percentile(turns, kind, percent);
  }

  /** Between the slowest and the fastest kind, by their medians. */
  public double apart() {
    return apart(turns);
  }

  /**
   * How far they would be apart by chance alone: within each turn it is drawn by lot which time is
   * whose, a thousand times over. In {@value #OF_A_HUNDRED} of a hundred draws it is not more.
   */
  public double apartByLot(Random random) {
    List<long[]> drawn = turns.stream().map(long[]::clone).toList();
    double[] sorted =
        DoubleStream.generate(
                () -> {
                  drawn.forEach(turn -> shuffle(turn, random));
                  return apart(drawn);
                })
            .limit(LOTS)
            .sorted()
            .toArray();
    return sorted[LOTS * OF_A_HUNDRED / 100 - 1];
  }

  private double apart(List<long[]> some) {
    var medians =
        IntStream.range(0, kinds)
            .mapToDouble(kind -> percentile(some, kind, 50))
            .summaryStatistics();
    return medians.getMax() - medians.getMin();
  }

  private static double percentile(List<long[]> some, int kind, double percent) {
    var latencies = new Latencies();
    some.forEach(turn -> latencies.add(turn[kind]));
    return latencies.percentile(percent);
  }

  private static void shuffle(long[] turn, Random random) {
    for (int last = turn.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      long swapped = turn[last];
      turn[last] = turn[other];
      turn[other] = swapped;
    }
  }
}

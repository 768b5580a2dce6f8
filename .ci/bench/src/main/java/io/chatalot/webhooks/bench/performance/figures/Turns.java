package io.chatalot.webhooks.bench.performance.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The times of calls of several kinds, made by turns with one call of each kind a turn, and the
 * distance of the kinds. All times are in milliseconds.
 */
public final class Turns {
  private static final int LOTS = 1_000;
  private static final int OF_A_HUNDRED = 99;

  private final int kinds;
  private final List<long[]> turns = new ArrayList<>();

  /** Creates turns of this number of kinds. */
  public Turns(int kinds) {
    this.kinds = kinds;
  }

  /**
   * Adds a turn.
   *
   * @param nanos the time of each kind, in order
   */
  public void add(long[] nanos) {
    turns.add(nanos.clone());
  }

  /** The least time that {@code percent} of a kind's calls do not exceed. */
  public double percentile(int kind, double percent) {
    return percentile(turns, kind, percent);
  }

  /** The distance between the slowest and the fastest kind, by their medians. */
  public double apart() {
    return apart(turns);
  }

  /**
   * The distance by chance alone: a thousand draws assign the times within each turn to the kinds
   * by lot. {@value #OF_A_HUNDRED} of a hundred draws do not exceed it.
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

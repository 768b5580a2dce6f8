package io.chatalot.webhooks.bench.performance.figures;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.util.Arrays;

/** The times of many calls. All are kept, so that percentiles are exact. */
public final class Latencies {
  private static final double NANOS_IN_MILLI = 1e6;

  private long[] nanos = new long[1024];
  private int size;

  /** Adds a time, in nanoseconds. */
  public void add(long took) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * size);
    }
    nanos[size++] = took;
  }

  /** The number of times. */
  public int size() {
    return size;
  }

  /**
   * The least time that {@code percent} of the calls do not exceed.
   *
   * @param percent above 0, up to 100
   * @return milliseconds
   * @throws BenchException if there are no times
   */
  public double percentile(double percent) {
    if (size == 0) {
      throw new BenchException("Nothing was answered");
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * size);
    return sorted[Math.max(rank, 1) - 1] / NANOS_IN_MILLI;
  }
}

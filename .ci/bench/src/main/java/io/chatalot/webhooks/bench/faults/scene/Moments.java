package io.chatalot.webhooks.bench.faults.scene;

/**
 * The moments of a fault: after a number of answers that differs each time and is the same in each
 * run.
 */
public final class Moments {
  private static final int LEAST = 100;
  private static final int SPREAD = 400;
  private static final int PRIME = 179;

  private Moments() {}

  /** The number of answers to wait for, 100 to 499. */
  public static int of(int time) {
    return LEAST + time * PRIME % SPREAD;
  }
}

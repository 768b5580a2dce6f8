package io.chatalot.webhooks.bench.faults.scene;

/** When a fault happens: after so many answers, another number each time, the same in each run. */
public final class Moments {
  private static final int LEAST = 100;
  private static final int SPREAD = 400;
  private static final int PRIME = 179;

  private Moments() {}

  /** How many answers to wait for, 100 to 499. */
  public static int of(int time) {
    return LEAST + time * PRIME % SPREAD;
  }
}

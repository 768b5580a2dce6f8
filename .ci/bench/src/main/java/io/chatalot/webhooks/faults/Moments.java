package io.chatalot.webhooks.faults;

/** When a fault happens: after so many answers, another number each time, the same in each run. */
final class Moments {
  private static final int LEAST = 100;
  private static final int SPREAD = 400;
  private static final int PRIME = 179;

  private Moments() {}

  static int of(int time) {
    return LEAST + time * PRIME % SPREAD;
  }
}

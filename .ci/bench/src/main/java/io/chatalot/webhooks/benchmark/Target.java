package io.chatalot.webhooks.benchmark;

import java.util.Locale;

/** What a median should be, at least or at most. */
record Target(double bound, boolean atLeast) {
  static Target atLeast(double bound) {
    return new Target(bound, true);
  }

  static Target atMost(double bound) {
    return new Target(bound, false);
  }

  boolean isReachedBy(double median) {
    return atLeast ? median >= bound : median <= bound;
  }

  String shown() {
    String number = String.format(Locale.ROOT, "%.2f", bound).replaceAll("\\.?0+$", "");
    return (atLeast ? "≥ " : "≤ ") + number;
  }
}

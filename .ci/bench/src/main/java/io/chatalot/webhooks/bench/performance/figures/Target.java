package io.chatalot.webhooks.bench.performance.figures;

import java.util.Locale;

/** The bound of a median, at least or at most. */
public record Target(double bound, boolean atLeast) {
  /** The median should be this or more. */
  public static Target atLeast(double bound) {
    return new Target(bound, true);
  }

  /** The median should be this or less. */
  public static Target atMost(double bound) {
    return new Target(bound, false);
  }

  boolean isReachedBy(double median) {
    return atLeast ? median >= bound : median <= bound;
  }

  /** The bound with a sign for its direction. */
  public String shown() {
    String number = String.format(Locale.ROOT, "%.2f", bound).replaceAll("\\.?0+$", "");
    return (atLeast ? "≥ " : "≤ ") + number;
  }
}

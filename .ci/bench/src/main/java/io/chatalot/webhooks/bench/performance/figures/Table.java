package io.chatalot.webhooks.bench.performance.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The results, as Markdown. */
public final class Table {
  private static final String HEAD =
      """
      | measured | median | spread | target | reached |
      |---|--:|--:|--:|---|
      """;

  private final List<String> rows = new ArrayList<>();

  /** Adds a row without a target. */
  public void add(String measured, String unit, Samples samples) {
    row(measured, unit, samples, "", "");
  }

  /** Adds a row with a target, and whether the median reaches it. */
  public void add(String measured, String unit, Samples samples, Target target) {
    if (samples.isEmpty()) {
      rows.add(
          String.format(
              Locale.ROOT, "| %s | cannot be told here | | %s | |", measured, target.shown()));
      return;
    }
    String reached = target.isReachedBy(samples.median()) ? "yes" : "**no**";
    row(measured, unit, samples, target.shown(), reached);
  }

  /** Adds a row for a failed measurement. */
  public void fail(String measurement, String why) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | failed: %s | | | **no** |",
            measurement,
            String.valueOf(why).replaceAll("[|\\s]+", " ")));
  }

  private void row(String measured, String unit, Samples samples, String target, String reached) {
    String suffix = unit.isEmpty() ? "" : " " + unit;
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %s%s | %s to %s | %s | %s |",
            measured,
            number(samples.median()),
            suffix,
            number(samples.least()),
            number(samples.most()),
            target,
            reached));
  }

  /** Three digits or more. */
  private static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }

  /** All rows. */
  public String markdown() {
    return HEAD + String.join("\n", rows) + "\n";
  }
}

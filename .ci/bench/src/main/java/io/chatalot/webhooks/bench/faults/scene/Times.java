package io.chatalot.webhooks.bench.faults.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** How long something took, each time. */
public final class Times {
  private final List<Duration> times = new ArrayList<>();

  /** Adds one. */
  public void add(Duration time) {
    times.add(time);
  }

  /** The longest; there must be one. */
  public Duration longest() {
    return Collections.max(times);
  }

  /** In seconds: the one, or the median and the longest. */
  public String shown() {
    List<Duration> sorted = times.stream().sorted().toList();
    String longest = seconds(longest());
    return sorted.size() == 1
        ? longest
        : seconds(sorted.get(sorted.size() / 2)) + ", at most " + longest;
  }

  /** In seconds, with two digits of fraction. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}

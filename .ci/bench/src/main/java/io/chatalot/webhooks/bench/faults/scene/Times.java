package io.chatalot.webhooks.bench.faults.scene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The times of several runs. */
public final class Times {
  private final List<Duration> times = new ArrayList<>();

  /** Adds a time. */
  public void add(Duration time) {
    times.add(time);
  }

  /** The longest time; there must be at least one. */
  public Duration longest() {
    return Collections.max(times);
  }

  /** The only time, or the median and the longest, in seconds. */
  public String shown() {
    List<Duration> sorted = times.stream().sorted().toList();
    String longest = seconds(longest());
    return sorted.size() == 1
        ? longest
        : seconds(sorted.get(sorted.size() / 2)) + ", at most " + longest;
  }

  /** A time in seconds, with two digits of fraction. */
  public static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
  }
}

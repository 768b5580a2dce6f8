package io.chatalot.webhooks.bench.performance.load;

import io.chatalot.webhooks.bench.stage.Execution;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages that carry the time they were due, by {@link System#nanoTime} of this JVM. */
final class DueTimes {
  private static final Pattern DUE = Pattern.compile("\"content\":\"Due (-?\\d+)");

  private DueTimes() {}

  /** A body of nearly the length of {@link Execution#BODY}. */
  static String body(long due) {
    return Execution.BODY.replace("Build #142 of chatalot/server", "Due " + due);
  }

  /** Reads the time from a line of a stream; empty if the line has none. */
  static OptionalLong of(String line) {
    Matcher due = DUE.matcher(line);
    return due.find() ? OptionalLong.of(Long.parseLong(due.group(1))) : OptionalLong.empty();
  }
}

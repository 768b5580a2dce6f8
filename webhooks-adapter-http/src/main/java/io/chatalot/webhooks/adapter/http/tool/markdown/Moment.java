package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes times in messages: in UTC, since a message has readers in all time zones. */
public final class Moment {
  private static final DateTimeFormatter DAY = format("uuuu-MM-dd");
  private static final DateTimeFormatter MINUTE_OF_DAY = format("HH:mm 'UTC'");
  private static final DateTimeFormatter SECOND_OF_DAY = format("HH:mm:ss 'UTC'");
  private static final DateTimeFormatter MINUTE = format("uuuu-MM-dd HH:mm 'UTC'");

  private Moment() {}

  /** As {@code 2026-11-26 10:15 UTC}. */
  public static String minute(Instant time) {
    return MINUTE.format(time);
  }

  /** As {@code 2026-11-26}. */
  public static String day(Instant time) {
    return DAY.format(time);
  }

  /** As {@code 10:15 UTC}. */
  public static String minuteOfDay(Instant time) {
    return MINUTE_OF_DAY.format(time);
  }

  /** As {@code 10:15:30 UTC}. */
  public static String secondOfDay(Instant time) {
    return SECOND_OF_DAY.format(time);
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}

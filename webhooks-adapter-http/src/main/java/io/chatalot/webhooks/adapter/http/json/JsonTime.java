package io.chatalot.webhooks.adapter.http.json;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/**
 * Formats times in UTC with a fixed number of fraction digits, so a moment has the same text in
 * every answer, event and list. Finer digits are cut off.
 */
public final class JsonTime {
  private static final DateTimeFormatter OURS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private static final DateTimeFormatter DISCORDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private JsonTime() {}

  /** RFC 3339 with three digits of fraction: {@code 2026-01-01T00:00:00.000Z}. */
  public static String of(Instant time) {
    return OURS.format(time);
  }

  /** Discord's form: {@code 2026-01-01T00:00:00.000000+00:00}. */
  public static String ofDiscord(Instant time) {
    return DISCORDS.format(time);
  }
}

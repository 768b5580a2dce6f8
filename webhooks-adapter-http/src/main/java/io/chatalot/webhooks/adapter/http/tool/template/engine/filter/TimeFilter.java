package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.markdown.IsoTime;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The filter {@code date}: in UTC or a zone that the template names, and in English. */
final class TimeFilter {
  private static final int MAX_FORMAT = 100;

  /** Reading a time and writing it. */
  private static final int STEPS = 250;

  /** A character of a format, which may be the name of a time zone. */
  private static final int STEPS_OF_A_LETTER = 5;

  private TimeFilter() {}

  /** Formats ISO 8601 and numbers since 1970; a value that is no time stays as it came. */
  static Object date(Run run, Object input, Object[] of) {
    if (input == null || !Values.isText(input) && !(input instanceof Number)) {
      return input;
    }
    run.spend(STEPS);
    run.scan(Values.length(input));
    Optional<Instant> time = IsoTime.of(Values.text(run, input));
    if (time.isEmpty()) {
      return input;
    }
    ZoneId zone = of[1] == null ? ZoneOffset.UTC : zone(TextFilters.text(run, of[1]));
    if (of[0] == null && of[1] == null) {
      return Moment.minute(time.get());
    }
    String format = of[0] == null ? "uuuu-MM-dd HH:mm z" : TextFilters.text(run, of[0]);
    run.spend((long) STEPS_OF_A_LETTER * format.length());
    return format(format, time.get(), zone);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException unknown) {
      throw new Fault("there is no time zone of this name; a name is Europe/Berlin or +02:00");
    }
  }

  private static String format(String pattern, Instant time, ZoneId zone) {
    if (pattern.length() > MAX_FORMAT) {
      throw new Fault("the format of a date is longer than " + MAX_FORMAT + " characters");
    }
    try {
      return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(zone).format(time);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw new Fault("the format of the date is wrong; a format is yyyy-MM-dd HH:mm");
    }
  }
}

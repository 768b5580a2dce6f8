package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads times in the forms that senders write: ISO 8601 with or without separators, seconds, a
 * fraction and an offset, and numbers since 1970. A time without an offset is in UTC.
 */
public final class IsoTime {
  /** The longest text that is read, of which a fraction may take most. */
  private static final int MAX_LENGTH = 100;

  private static final Pattern FORM =
      Pattern.compile(
          "(?<date>[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8}|[0-9]{4}-?W[0-9]{2}-?[1-7]|[0-9]{4}-[0-9]{3})(?:(?:"
              + " ?T ?| +)(?<hour>[0-9]{2})"
              + "(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?"
              + " *(?<offset>Z|UTC|GMT|[+\\u2212-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2})?)?)?)?",
          Pattern.CASE_INSENSITIVE);

  /** Seconds or, by its length, a part of them. */
  private static final Pattern EPOCH = Pattern.compile("([0-9]{9,19})(?:\\.[0-9]*)?");

  private static final int SECONDS = 11;
  private static final int MILLISECONDS = 14;
  private static final int MICROSECONDS = 17;

  private IsoTime() {}

  /** Empty if the text has another form, or is no time. */
  public static Optional<Instant> of(String text) {
    String time = text.strip();
    if (time.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      Matcher epoch = EPOCH.matcher(time);
      if (epoch.matches()) {
        return Optional.of(since1970(epoch.group(1)));
      }
      Matcher form = FORM.matcher(time);
      return form.matches() ? Optional.of(instant(form)) : Optional.empty();
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  private static Instant since1970(String digits) {
    int length = digits.length();
    int fraction =
        length <= SECONDS ? 0 : length <= MILLISECONDS ? 3 : length <= MICROSECONDS ? 6 : 9;
    return Instant.ofEpochSecond(Long.parseLong(digits.substring(0, length - fraction)));
  }

  private static Instant instant(Matcher form) {
    int hour = number(form.group("hour"));
    int minute = number(form.group("minute"));
    // A leap second counts as the second before, and 24:00 as the next day.
    int second = Math.min(59, number(form.group("second")));
    boolean midnight = hour == 24 && minute == 0 && second == 0;
    LocalTime time = LocalTime.of(midnight ? 0 : hour, minute, second, nanos(form));
    return date(form.group("date"))
        .plusDays(midnight ? 1 : 0)
        .atTime(time)
        .toInstant(offset(form.group("offset")));
  }

  private static LocalDate date(String date) {
    if (date.length() == 8 && date.indexOf('-') < 0 && Character.isDigit(date.charAt(4))) {
      return LocalDate.parse(date, DateTimeFormatter.BASIC_ISO_DATE);
    }
    if (Character.toUpperCase(date.charAt(date.charAt(4) == '-' ? 5 : 4)) == 'W') {
      String digits = date.replaceAll("[^0-9]", "");
      return LocalDate.parse(
          digits.substring(0, 4) + "-W" + digits.substring(4, 6) + '-' + digits.substring(6),
          DateTimeFormatter.ISO_WEEK_DATE);
    }
    return LocalDate.parse(
        date,
        date.length() == 8 ? DateTimeFormatter.ISO_ORDINAL_DATE : DateTimeFormatter.ISO_LOCAL_DATE);
  }

  private static int nanos(Matcher form) {
    String fraction = form.group("fraction");
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000000").substring(0, 9));
  }

  private static ZoneOffset offset(String offset) {
    return offset == null || Character.isLetter(offset.charAt(0))
        ? ZoneOffset.UTC
        : ZoneOffset.of(offset.replace(":", "").replace('\u2212', '-'));
  }

  private static int number(String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }
}

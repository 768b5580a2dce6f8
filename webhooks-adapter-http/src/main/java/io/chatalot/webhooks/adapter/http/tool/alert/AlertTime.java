package io.chatalot.webhooks.adapter.http.tool.alert;

import io.chatalot.webhooks.adapter.http.tool.markdown.IsoTime;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import java.time.Duration;
import java.time.Instant;

/** The beginning and the duration of an alert. */
final class AlertTime {
  private AlertTime() {}

  /** Empty if the beginning is unknown. Go's zero time has the year 1. */
  static String of(String start, String end) {
    Instant began = instant(start);
    Instant ended = instant(end);
    if (began.equals(Instant.EPOCH)) {
      return "";
    }
    if (ended.isBefore(began)) {
      return "since " + Moment.minute(began);
    }
    return Moment.minute(began) + ", for " + words(Duration.between(began, ended));
  }

  private static Instant instant(String text) {
    return IsoTime.of(text).filter(time -> time.isAfter(Instant.EPOCH)).orElse(Instant.EPOCH);
  }

  private static String words(Duration duration) {
    if (duration.toMinutes() < 1) {
      return duration.toSeconds() + " s";
    }
    if (duration.toHours() < 1) {
      return duration.toMinutes() + " min";
    }
    return duration.toDays() < 2
        ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
        : duration.toDays() + " days";
  }
}

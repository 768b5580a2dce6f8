package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.IsoTime;
import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import java.time.Instant;

/** Writes times in UTC, for readers in any time zone. */
public final class SlackTime {
  private static final long MAX_SECONDS = 100_000_000_000L;

  private SlackTime() {}

  /**
   * The time of the seconds since 1970, or of a time in ISO 8601, to the minute; any other text
   * unchanged.
   */
  public static String of(String time) {
    try {
      double since = Double.parseDouble(time);
      return since > 0 && since < MAX_SECONDS
          ? Moment.minute(Instant.ofEpochSecond((long) since))
          : time;
    } catch (NumberFormatException e) {
      return IsoTime.of(time).map(Moment::minute).orElse(time);
    }
  }
}

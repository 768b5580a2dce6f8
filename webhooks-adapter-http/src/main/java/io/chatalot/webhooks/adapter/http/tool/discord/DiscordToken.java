package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces Discord's tokens in angle brackets, such as mentions, by words, since only Discord knows
 * the name behind an id.
 */
final class DiscordToken {
  private static final Pattern TOKEN =
      Pattern.compile(
          "<(?:(@|#)[!&]?([0-9]{1,20})"
              + "|a?(:\\w{1,32}:)[0-9]{1,20}"
              + "|(/[^<>:\\n]{1,100}):[0-9]{1,20}"
              + "|t:(-?[0-9]{1,13})(?::([tTdDfFsSR]))?)>");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private DiscordToken() {}

  static String said(String text) {
    return TOKEN.matcher(text).replaceAll(token -> Matcher.quoteReplacement(word(token)));
  }

  private static String word(MatchResult token) {
    if (token.group(1) != null) {
      return token.group(1) + token.group(2);
    }
    if (token.group(3) != null) {
      return token.group(3);
    }
    return token.group(4) != null ? token.group(4) : time(token);
  }

  private static String time(MatchResult token) {
    try {
      Instant time = Instant.ofEpochSecond(Long.parseLong(token.group(5)));
      String style = token.group(6) == null ? "f" : token.group(6);
      return time.isAfter(LAST) ? token.group() : moment(time, style);
    } catch (DateTimeException outOfRange) {
      return token.group();
    }
  }

  private static String moment(Instant time, String style) {
    return switch (style) {
      case "t" -> Moment.minuteOfDay(time);
      case "T" -> Moment.secondOfDay(time);
      case "d", "D" -> Moment.day(time);
      default -> Moment.minute(time);
    };
  }
}

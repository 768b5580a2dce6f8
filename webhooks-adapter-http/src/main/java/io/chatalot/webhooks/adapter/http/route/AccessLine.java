package io.chatalot.webhooks.adapter.http.route;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A line of the access log. Each field is printable ASCII without spaces, at most {@value
 * #MAX_LENGTH} characters, and any text as long as a token is masked.
 */
record AccessLine(String method, String route, int status, Duration took, String client) {
  static final int MAX_LENGTH = 100;

  private static final Pattern UNPRINTABLE = Pattern.compile("[^!-~]");

  /** Longer than any word of a route or part of an address; a token has 64 such characters. */
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{32,}");

  AccessLine {
    method = RequestMethod.word(method);
    route = clean(route);
    client = clean(client);
  }

  private static String clean(String text) {
    if (text == null || text.isEmpty()) {
      return "-";
    }
    String bounded = text.substring(0, Math.min(text.length(), MAX_LENGTH));
    return SECRET.matcher(UNPRINTABLE.matcher(bounded).replaceAll("?")).replaceAll("***");
  }

  String milliseconds() {
    return String.format(Locale.ROOT, "%.1f", took.toNanos() / 1_000_000.0);
  }

  @Override
  public String toString() {
    return method + " " + route + " " + status + " in " + milliseconds() + " ms from " + client;
  }
}

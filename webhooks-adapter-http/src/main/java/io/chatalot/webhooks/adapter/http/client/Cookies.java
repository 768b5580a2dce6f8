package io.chatalot.webhooks.adapter.http.client;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads one cookie (RFC 6265, section 5.4) without parsing the others. Jetty would parse all, and
 * keep them with the connection in some 40 times the header's memory.
 */
public final class Cookies {
  private Cookies() {}

  /** The value of the first cookie with the name, without surrounding quotes. */
  public static Optional<String> value(Context ctx, String name) {
    return value(Collections.list(ctx.req().getHeaders("Cookie")), name);
  }

  public static Optional<String> value(List<String> headers, String name) {
    for (String header : headers) {
      Optional<String> value = value(header, name);
      if (value.isPresent()) {
        return value;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(String header, String name) {
    int from = 0;
    while (from < header.length()) {
      int semicolon = header.indexOf(';', from);
      int end = semicolon < 0 ? header.length() : semicolon;
      int equals = indexOf(header, '=', from, end);
      if (equals < end && isNamed(header, from, equals, name)) {
        return Optional.of(unquoted(header.substring(equals + 1, end).strip()));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  private static int indexOf(String text, char wanted, int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) != wanted) {
      at++;
    }
    return at;
  }

  private static boolean isNamed(String header, int from, int to, String name) {
    int start = from;
    while (start < to && Character.isWhitespace(header.charAt(start))) {
      start++;
    }
    return header.startsWith(name, start) && header.substring(start + name.length(), to).isBlank();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}

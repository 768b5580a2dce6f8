package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Search;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The filters of texts. Numbers count as the texts that they print as; nothing stays nothing. */
final class TextFilters {
  private TextFilters() {}

  @FunctionalInterface
  interface OfText {
    Object of(Run run, String text);
  }

  static Filters.Filter text(OfText result) {
    return (run, input, none) -> {
      if (input == null) {
        return null;
      }
      String text = text(run, input);
      run.make(text.length());
      return result.of(run, text);
    };
  }

  /** The text of a value that is no list and no object. */
  static String text(Run run, Object value) {
    if (!Values.isText(value) && !(value instanceof Number) && !(value instanceof Boolean)) {
      throw new Fault("the filter takes a text, not " + Values.kind(value));
    }
    return Values.text(run, value);
  }

  static String upper(Run run, String text) {
    run.spend(text.length() / 4);
    return text.toUpperCase(Locale.ROOT);
  }

  static String lower(Run run, String text) {
    run.spend(text.length() / 4);
    return text.toLowerCase(Locale.ROOT);
  }

  static String capitalize(Run run, String text) {
    return text.isEmpty() ? text : withCapital(text);
  }

  private static String withCapital(String word) {
    int first = word.offsetByCodePoints(0, 1);
    return Character.toString(Character.toTitleCase(word.codePointAt(0))) + word.substring(first);
  }

  /** Capitalizes each word. */
  static String title(Run run, String text) {
    run.spend(text.length() / 4);
    var out = new StringBuilder(text.length());
    boolean starts = true;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      out.appendCodePoint(starts ? Character.toTitleCase(c) : c);
      starts = Character.isWhitespace(c);
      i += Character.charCount(c);
    }
    return out.toString();
  }

  /** Percent-encodes all but letters, digits and {@code -._~} (RFC 3986, unreserved). */
  static String urlEncode(Run run, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    run.make(3L * bytes.length);
    var out = new StringBuilder(3 * bytes.length);
    for (byte b : bytes) {
      char c = (char) (b & 0xFF);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return out.toString();
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }

  /** Keeps so many characters, the mark at the end included. */
  static Object truncate(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    String text = text(run, input);
    int max = NumberFilters.count(run, "truncate", of[0]);
    run.scan(text.length());
    if (text.codePointCount(0, text.length()) <= max) {
      return input;
    }
    String mark = of[1] == null ? "…" : text(run, of[1]);
    int kept = Math.max(0, max - mark.codePointCount(0, mark.length()));
    String start = text.substring(0, text.offsetByCodePoints(0, kept)).stripTrailing();
    run.make(start.length() + mark.length());
    return start + mark;
  }

  static Object replace(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    String text = text(run, input);
    String from = text(run, of[0]);
    Object to = Values.printable(run, of[1]);
    if (from.isEmpty()) {
      return input;
    }
    var out = new Mixed.Builder();
    Search search = Search.in(run, text, from);
    int end = 0;
    for (int at = search.next(); at >= 0; at = search.next()) {
      run.makeElements(1L + Mixed.parts(to));
      run.make((long) at - end + Values.length(to));
      requireRoom(out);
      out.add(text.substring(end, at)).add(to);
      end = at + from.length();
    }
    if (end == 0) {
      return input;
    }
    run.make(text.length() - end);
    requireRoom(out.add(text.substring(end)));
    return out.build();
  }

  private static void requireRoom(Mixed.Builder out) {
    if (out.length() > Run.MAX_MADE_TEXT) {
      throw new Fault("a text is longer than " + Run.MAX_MADE_TEXT + " characters");
    }
  }

  /** Splits at a text, or into characters; a limit leaves the rest in the last element. */
  static Object split(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    String text = text(run, input);
    String delimiter = text(run, of[0]);
    int limit = of[1] == null ? 0 : NumberFilters.count(run, "split", of[1]);
    List<Object> parts = new ArrayList<>();
    run.make(text.length());
    Search search = Search.in(run, text, delimiter);
    int end = 0;
    for (int at = search.next(); at >= 0; at = search.next()) {
      if (limit > 0 && parts.size() == limit - 1) {
        break;
      }
      if (delimiter.isEmpty() && (at == 0 || at == text.length() || isInside(text, at))) {
        continue;
      }
      run.makeElements(2);
      parts.add(text.substring(end, at));
      end = at + delimiter.length();
    }
    parts.add(text.substring(end));
    return parts;
  }

  private static boolean isInside(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }
}

package io.chatalot.webhooks.adapter.http.tool.slack;

/** White space at the beginning of lines. Some senders indent by the spaces of typography. */
final class Spaces {
  /** All white space within a line, for patterns. */
  static final String CLASS = "[ \\t\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000]";

  private Spaces() {}

  static boolean is(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** The end of the white space at the beginning of a line. */
  static int end(String line) {
    int end = 0;
    while (end < line.length() && is(line.charAt(end))) {
      end++;
    }
    return end;
  }

  /** The text between the white space at its ends. */
  static String stripped(String text) {
    int end = text.length();
    while (end > 0 && is(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(Math.min(end, end(text)), end);
  }

  /** The width of white space in columns, of which a plain space is one. */
  static double columns(String space) {
    return space.chars().mapToDouble(Spaces::columns).sum();
  }

  private static double columns(int c) {
    return switch (c) {
      case '\t', '\u2001', '\u2003', '\u3000' -> 4;
      case '\u2000', '\u2002', '\u2007' -> 2;
      case '\u2004' -> 1.3;
      case '\u2006' -> 0.7;
      case '\u200a' -> 0.4;
      default -> 1;
    };
  }
}

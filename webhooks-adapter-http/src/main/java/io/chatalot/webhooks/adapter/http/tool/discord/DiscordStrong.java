package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;

/**
 * Rewrites bold and underlined text, whose marks Discord reads beside any characters. CommonMark
 * reads them only beside some, so white space moves out, or a space is added.
 */
final class DiscordStrong {
  /** UTF-16 units between two marks. */
  private static final int MAX = 500;

  private static final int NONE = -1;

  private final StringBuilder out = new StringBuilder();
  private final String text;

  private DiscordStrong(String text) {
    this.text = text;
  }

  static String converted(String text) {
    return text.contains("**") || text.contains("__") ? new DiscordStrong(text).convert() : text;
  }

  private String convert() {
    int copied = 0;
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '*' || c == '_' ? runEnd(at) : at + (c == '\\' ? 2 : 1);
      int closing = opens(at, end) ? closing(c, end) : NONE;
      if (closing != NONE) {
        out.append(text, copied, at);
        write(at, end, closing);
        copied = closing + 2;
        end = copied;
      }
      at = end;
    }
    return out.append(text, copied, text.length()).toString();
  }

  private int runEnd(int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == text.charAt(from)) {
      end++;
    }
    return end;
  }

  /** Whether a run of marks opens strong text. Underscores within words do not. */
  private boolean opens(int at, int end) {
    char c = text.charAt(at);
    return end == at + 2
        && (c == '*' || c == '_' && !Character.isLetterOrDigit(Letters.before(text, at)));
  }

  /** The next pair of marks in the line. */
  private int closing(char mark, int from) {
    int at = from;
    while (at < Math.min(text.length(), from + MAX) && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      int end = c == mark ? runEnd(at) : at + (c == '\\' ? 2 : 1);
      if (c == mark && end > at + 1) {
        return end == at + 2 && at > from ? at : NONE;
      }
      at = end;
    }
    return NONE;
  }

  private void write(int start, int from, int closing) {
    String inside = text.substring(from, closing);
    String inner = inside.strip();
    if (inner.isEmpty()) {
      out.append(text, start, closing + 2);
      return;
    }
    String left = inside.substring(0, inside.indexOf(inner));
    String right = inside.substring(left.length() + inner.length());
    int before = left.isEmpty() ? Letters.before(text, start) : ' ';
    int after = right.isEmpty() ? Letters.at(text, closing + 2) : ' ';
    boolean opens = Letters.opens(seen(before), seen(Letters.at(inner, 0)));
    boolean closes = Letters.closes(seen(Letters.before(inner, inner.length())), seen(after));
    out.append(left).append(opens ? "" : " ");
    out.append(text, start, from).append(inner).append(text, start, from);
    out.append(closes ? "" : " ").append(right);
  }

  private static int seen(int c) {
    return c == DiscordCode.PLACE ? '`' : c;
  }
}

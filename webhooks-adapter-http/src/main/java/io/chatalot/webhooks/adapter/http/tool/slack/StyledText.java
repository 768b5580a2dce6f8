package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import io.chatalot.webhooks.domain.Invisible;

/**
 * Joins pieces of text that have styles. It inserts a space where Markdown would not read a mark
 * because of the characters beside it.
 */
final class StyledText {
  private static final int NONE = -1;

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder text = new StringBuilder();
  private String style = "";

  /** The last character before the marks that were just closed. */
  private int closed = NONE;

  /** Adds plain text, which is escaped. */
  void text(String added, String marks) {
    if (!marks.equals(style)) {
      flush(Letters.MARKUP);
    }
    style = marks;
    text.append(added);
  }

  /** Adds finished Markdown, such as a link. */
  void add(String markdown, String marks) {
    if (!Invisible.isAll(markdown)) {
      flush(Letters.MARKUP);
      styled(markdown, marks);
    }
  }

  /** The length so far, in UTF-16 units. */
  int length() {
    return out.length() + text.length();
  }

  String markdown() {
    flush(Letters.EDGE);
    return out.toString();
  }

  /** Writes the open line, since marks end with the line. */
  private void flush(int after) {
    String[] lines = text.toString().split("\n", -1);
    text.setLength(0);
    for (int i = 0; i < lines.length - 1; i++) {
      line(lines[i], Letters.EDGE);
      out.append('\n');
      closed = NONE;
    }
    line(lines[lines.length - 1], after);
  }

  private void line(String line, int after) {
    String inner = line.strip();
    if (style.isEmpty() || inner.isEmpty()) {
      plain(line, after);
      return;
    }
    int start = line.indexOf(inner);
    plain(line.substring(0, start), Letters.MARKUP);
    styled(Escape.inline(inner, Letters.MARKUP, Letters.MARKUP, false), style);
    plain(line.substring(start + inner.length()), after);
  }

  private void plain(String text, int after) {
    if (text.isEmpty()) {
      return;
    }
    if (closed != NONE && !Letters.closes(closed, Letters.at(text, 0))) {
      out.append(' ');
    }
    closed = NONE;
    out.append(
        isLineStart()
            ? Escape.lineStart(Escape.inline(text.stripLeading(), Letters.EDGE, after, false))
            : Escape.inline(text, Letters.MARKUP, after, false));
  }

  private void styled(String inner, String marks) {
    boolean apart = closed != NONE || !Letters.opens(before(), Letters.at(inner, 0));
    if (apart && !marks.isEmpty()) {
      out.append(' ');
    }
    out.append(marks).append(inner).append(new StringBuilder(marks).reverse());
    closed = marks.isEmpty() ? NONE : Letters.before(inner, inner.length());
  }

  private int before() {
    return isLineStart() ? Letters.EDGE : Letters.before(out, out.length());
  }

  private boolean isLineStart() {
    return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
  }
}

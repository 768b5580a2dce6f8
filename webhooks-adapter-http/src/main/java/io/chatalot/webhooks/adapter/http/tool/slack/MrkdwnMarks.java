package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;

/**
 * The Markdown of two emphasis marks of Slack. Senders put zero-width characters around marks, so
 * that Slack reads marks within a word. Markdown needs none there, or a real space.
 */
final class MrkdwnMarks {
  private static final String JOINERS = "\u200b\u2060\ufeff";

  /** The narrowest character that Markdown takes for white space. */
  private static final String HAIR_SPACE = "\u200a";

  private final String line;
  private final int opening;
  private final int closing;
  private final String mark;

  MrkdwnMarks(String line, int opening, int closing) {
    this.line = line;
    this.opening = opening;
    this.closing = closing;
    this.mark = mark(line.charAt(opening));
  }

  private String mark(char c) {
    boolean inWord =
        Character.isLetterOrDigit(outerBefore()) || Character.isLetterOrDigit(outerAfter());
    boolean besideStar = outerBefore() == '*' || outerAfter() == '*';
    return switch (c) {
      case '*' -> "**";
      case '~' -> "~~";
      default -> inWord && !besideStar ? "*" : "_";
    };
  }

  String opening() {
    int inner = Letters.at(line, contentStart());
    return (isApart(outerBefore(), inner) ? "" : HAIR_SPACE) + mark;
  }

  /** Two marks of a kind without a space between them would be one. */
  String closing() {
    int inner = Letters.before(line, withoutJoiners(line, closing));
    boolean single = outerAfter() != line.charAt(closing);
    return mark + (single && isApart(outerAfter(), inner) ? "" : HAIR_SPACE);
  }

  /** Whether Markdown reads the mark between two characters. */
  private boolean isApart(int outer, int inner) {
    return Letters.opens(outer, inner) && !(mark.equals("_") && Character.isLetterOrDigit(outer));
  }

  int contentStart() {
    return behindJoiners(opening + 1);
  }

  /** The end of the closing mark and of the zero-width characters behind it. */
  int end() {
    return behindJoiners(closing + 1);
  }

  private int outerBefore() {
    return Letters.before(line, withoutJoiners(line, opening));
  }

  private int outerAfter() {
    return Letters.at(line, end());
  }

  /** The character beside a mark, in place of which a zero-width character counts as an edge. */
  static int beside(int c) {
    return JOINERS.indexOf(c) < 0 ? c : Letters.EDGE;
  }

  /** The place at or before {@code end} that is not behind a zero-width character. */
  static int withoutJoiners(CharSequence text, int end) {
    int at = end;
    while (at > 0 && JOINERS.indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
    return at;
  }

  private int behindJoiners(int from) {
    int at = from;
    while (at < line.length() && JOINERS.indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }
}

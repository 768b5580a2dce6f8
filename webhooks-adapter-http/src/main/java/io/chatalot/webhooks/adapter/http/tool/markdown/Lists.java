package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps two lists of Markdown apart. Markdown joins lists with the same mark, even with an empty
 * line between them, and numbers them through.
 */
final class Lists {
  private static final Pattern ITEM = Pattern.compile("([-*+]|[0-9]{1,9}([.)])) .*");

  private Lists() {}

  /**
   * The block below, with another mark if it begins with a list and the list above has its mark.
   */
  static String apart(String above, String below) {
    char mark = mark(firstLine(below));
    return mark == 0 || mark != lastMark(above) ? below : marked(below, mark);
  }

  private static String firstLine(String block) {
    int end = block.indexOf('\n');
    return end < 0 ? block : block.substring(0, end);
  }

  /** The mark of an item without an indent, or the delimiter of its number; 0 if it is none. */
  private static char mark(String line) {
    Matcher item = ITEM.matcher(line);
    if (!item.matches()) {
      return 0;
    }
    return item.group(2) == null ? line.charAt(0) : item.group(2).charAt(0);
  }

  /** The mark of the list at the end of a block; 0 if there is none. */
  private static char lastMark(String block) {
    List<String> lines = block.lines().toList();
    boolean text = false;
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i);
      char mark = mark(line);
      if (mark != 0 || text && line.isBlank()) {
        return mark;
      }
      text |= !line.isBlank() && line.charAt(0) != ' ';
    }
    return 0;
  }

  /** Changes the mark of the list at the beginning of a block. */
  private static String marked(String block, char mark) {
    var out = new StringBuilder(block.length());
    int at = 0;
    while (at < block.length()) {
      int end = CutScan.lineEnd(block, at);
      String line = block.substring(at, end);
      boolean isItem = mark(line) == mark;
      if (!isItem && !line.isBlank() && line.charAt(0) != ' ') {
        break;
      }
      out.append(isItem ? marked(line) : line)
          .append(block, end, Math.min(end + 1, block.length()));
      at = end + 1;
    }
    return at >= block.length() ? out.toString() : out.append(block, at, block.length()).toString();
  }

  private static String marked(String line) {
    int at = 0;
    while (Character.isDigit(line.charAt(at))) {
      at++;
    }
    char other =
        switch (line.charAt(at)) {
          case '.' -> ')';
          case ')' -> '.';
          case '-' -> '*';
          default -> '-';
        };
    return line.substring(0, at) + other + line.substring(at + 1);
  }
}

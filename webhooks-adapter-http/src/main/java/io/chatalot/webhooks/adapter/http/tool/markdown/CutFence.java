package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.adapter.http.tool.markdown.CutScan.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that opens a fenced block of code.
 *
 * @param prefix the markers of quotes and lists before the fence
 * @param marks the fence itself
 */
record CutFence(String prefix, String marks) {
  private static final Pattern OPENING =
      Pattern.compile(
          "((?:[ \\t]*>| *[-*+] | *[0-9]{1,9}[.)] )*+[ \\t]*)(`{3,}(?=[^`]*$)|~{3,}).*");

  private static final Pattern CLOSING =
      Pattern.compile("[ \\t]*(?:>[ \\t]*+)*+(`{3,}|~{3,})[ \\t]*");

  static Optional<CutFence> opening(String line) {
    // Most lines have no fence; this check is cheaper than the pattern.
    if (!line.contains("```") && !line.contains("~~~")) {
      return Optional.empty();
    }
    Matcher opening = OPENING.matcher(line);
    return opening.matches()
        ? Optional.of(new CutFence(opening.group(1), opening.group(2)))
        : Optional.empty();
  }

  /**
   * The text, with a closing fence if it leaves a block of code open outside of quotes and lists.
   */
  static String closed(String text) {
    int at = 0;
    while (at < text.length()) {
      int lineEnd = CutScan.lineEnd(text, at);
      Optional<CutFence> fence = opening(text.substring(at, lineEnd));
      int end = fence.isPresent() ? fence.get().end(text, lineEnd) : lineEnd;
      if (fence.isPresent()
          && fence.get().prefix.isEmpty()
          && end == text.length()
          && !fence.get().closesAtEnd(text, lineEnd)) {
        return text + fence.get().closing();
      }
      at = end + 1;
    }
    return text;
  }

  /** The end of the closing line; the end of the text if the fence stays open. */
  int end(String text, int from) {
    int at = from + 1;
    while (at < text.length()) {
      int lineEnd = CutScan.lineEnd(text, at);
      if (isClosing(text.substring(at, lineEnd))) {
        return lineEnd;
      }
      if (prefix.contains(">") && !text.substring(at, lineEnd).stripLeading().startsWith(">")) {
        return at - 1;
      }
      at = lineEnd + 1;
    }
    return text.length();
  }

  /** The span from the opening to the closing line, which may be missing. */
  Span span(String text, int start, int contentStart, int end) {
    int lastLine = text.lastIndexOf('\n', end - 1);
    boolean closed = lastLine > contentStart && isClosing(text.substring(lastLine + 1, end));
    return new Span(start, contentStart, closed ? lastLine : end, end, closing());
  }

  private boolean closesAtEnd(String text, int contentStart) {
    int lastLine = text.lastIndexOf('\n');
    return lastLine >= contentStart && isClosing(text.substring(lastLine + 1));
  }

  private boolean isClosing(String line) {
    Matcher closing = CLOSING.matcher(line);
    return closing.matches() && closing.group(1).startsWith(marks);
  }

  /** The closing line, within the same quotes and lists. */
  private String closing() {
    return '\n' + prefix.replaceAll("[^>\\t]", " ") + marks;
  }
}

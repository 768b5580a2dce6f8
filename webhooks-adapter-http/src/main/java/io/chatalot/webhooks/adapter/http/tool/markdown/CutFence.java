package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.adapter.http.tool.markdown.CutScan.Span;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The line that opens a block of code.
 *
 * @param prefix the marks of quotes and lists before it
 * @param marks the fence itself
 */
record CutFence(String prefix, String marks) {
  private static final Pattern OPENING =
      Pattern.compile(
          "((?:[ \\t]*>| *[-*+] | *[0-9]{1,9}[.)] )*+[ \\t]*)(`{3,}(?=[^`]*$)|~{3,}).*");

  private static final Pattern CLOSING =
      Pattern.compile("[ \\t]*(?:>[ \\t]*+)*+(`{3,}|~{3,})[ \\t]*");

  static Optional<CutFence> opening(String line) {
    // Most lines have none, and a long one need not be looked through for it.
    if (!line.contains("```") && !line.contains("~~~")) {
      return Optional.empty();
    }
    Matcher opening = OPENING.matcher(line);
    return opening.matches()
        ? Optional.of(new CutFence(opening.group(1), opening.group(2)))
        : Optional.empty();
  }

  /** A text, with a last line that closes its code if it is left open outside quotes and lists. */
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

  /** Where the line that closes it ends; the text's end if none does. */
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

  /** From its first line to its last, which may be missing. */
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

  /** A line that closes it, within the same quotes and lists. */
  private String closing() {
    return '\n' + prefix.replaceAll("[^>\\t]", " ") + marks;
  }
}

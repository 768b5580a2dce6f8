package io.chatalot.webhooks.adapter.http.tool.mattermost;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of code between fences. The closing fence may stand at the end of a line of code; a first
 * line that names no language is code.
 *
 * @param markdown the lines of the block, with its fences
 * @param end the index of the line below it
 * @param rest the text behind the closing fence
 */
record MattermostFence(List<String> markdown, int end, boolean isClosed, String rest) {
  /** The fence, and the words behind it. */
  static final Pattern OPENING = Pattern.compile("(`{3,}+(?=[^`]*+$)|~{3,}+)(.*)");

  private static final Pattern CLOSING = Pattern.compile(" *+([`~]++) *+");
  private static final String TICKS = "```";

  /**
   * Reads a block.
   *
   * @param from the index of the line below the opening fence
   * @param opening a match of {@link #OPENING}
   */
  static MattermostFence of(List<String> lines, int from, Matcher opening) {
    String fence = opening.group(1);
    List<String> block = opened(opening);
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean closed = closes(line, fence);
      String code = closed ? "" : withoutFence(line, fence);
      if (closed || code.length() < line.length()) {
        if (!code.isBlank()) {
          block.add(code);
        }
        block.add(fence);
        return new MattermostFence(block, i + 1, true, "");
      }
      block.add(line);
    }
    return new MattermostFence(block, lines.size(), false, "");
  }

  /** Reads a block that its next fence closes, wherever in a line that is. */
  static MattermostFence inText(List<String> lines, int from, Matcher opening) {
    String fence = opening.group(1);
    List<String> block = opened(opening);
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      int close = line.indexOf(fence);
      String code = close < 0 ? line : line.substring(0, close);
      if (close < 0 || !code.isBlank()) {
        block.add(code);
      }
      if (close >= 0) {
        block.add(fence);
        return new MattermostFence(block, i + 1, true, line.substring(close + fence.length()));
      }
    }
    return new MattermostFence(block, lines.size(), false, "");
  }

  /** The opening fence, with the words behind it on a line of their own unless they are a name. */
  private static List<String> opened(Matcher opening) {
    String first = opening.group(2).strip();
    boolean named = CodeLanguages.contain(first);
    var block = new ArrayList<String>();
    block.add(opening.group(1) + (named ? first : ""));
    if (!named && !first.isEmpty()) {
      block.add(first);
    }
    return block;
  }

  /** The place of a fence that a line opens and does not close; -1 if there is none. */
  static int openedAt(String line) {
    return fences(line, TICKS) % 2 == 1 ? line.lastIndexOf(TICKS) : -1;
  }

  private static boolean closes(String line, String fence) {
    Matcher closing = CLOSING.matcher(line);
    return closing.matches() && closing.group(1).startsWith(fence);
  }

  /** The line without a fence at its end that no other fence on the line opens. */
  private static String withoutFence(String line, String fence) {
    String code = line.stripTrailing();
    return fence.startsWith("`") && code.endsWith(fence) && fences(code, fence) % 2 == 1
        ? code.substring(0, code.length() - fence.length()).stripTrailing()
        : line;
  }

  private static int fences(String line, String fence) {
    int fences = 0;
    for (int i = line.indexOf(fence); i >= 0; i = line.indexOf(fence, i + fence.length())) {
      fences++;
    }
    return fences;
  }
}

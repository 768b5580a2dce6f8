package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of code between fences. The closing fence may stand at the end of a line of code; a first
 * line that names no language is code.
 *
 * @param markdown the lines of the block, with both fences
 * @param end the index of the line below it
 */
record MattermostFence(List<String> markdown, int end) {
  /** The indent, the fence, and the words behind it. */
  static final Pattern OPENING = Pattern.compile("( *)(`{3,}+(?=[^`]*+$)|~{3,}+)(.*)");

  private static final Pattern CLOSING = Pattern.compile(" *+([`~]++) *+");

  /**
   * Reads a block.
   *
   * @param from the index of the line below the opening fence
   */
  static MattermostFence of(List<String> lines, int from, String fence, String first) {
    var block = new ArrayList<String>();
    boolean named = CodeLanguages.contain(first);
    block.add(fence + (named ? first : ""));
    if (!named && !first.isEmpty()) {
      block.add(first);
    }
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i);
      boolean closed = closes(line, fence);
      String code = closed ? "" : withoutFence(line, fence);
      if (closed || code.length() < line.length()) {
        if (!code.isBlank()) {
          block.add(code);
        }
        block.add(fence);
        return new MattermostFence(block, i + 1);
      }
      block.add(line);
    }
    return new MattermostFence(block, lines.size());
  }

  /** The index of the line that closes a fence and has nothing else; -1 if there is none. */
  static int ownLine(List<String> lines, int from, String fence) {
    for (int i = from; i < lines.size(); i++) {
      if (closes(lines.get(i), fence)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean closes(String line, String fence) {
    var closing = CLOSING.matcher(line);
    return closing.matches() && closing.group(1).startsWith(fence);
  }

  /** The line without a fence at its end that no other fence on the line opens. */
  private static String withoutFence(String line, String fence) {
    String code = line.stripTrailing();
    if (fence.startsWith("~") || !code.endsWith(fence)) {
      return line;
    }
    int fences = 0;
    for (int i = code.indexOf(fence); i >= 0; i = code.indexOf(fence, i + fence.length())) {
      fences++;
    }
    return fences % 2 == 1
        ? code.substring(0, code.length() - fence.length()).stripTrailing()
        : line;
  }
}

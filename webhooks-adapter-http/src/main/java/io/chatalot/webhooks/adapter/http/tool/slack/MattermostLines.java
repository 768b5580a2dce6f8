package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the blocks that Mattermost reads differently than CommonMark: a list ends at a line
 * without an indent, any indent nests, and no text is lost behind the fence of a block of code.
 */
final class MattermostLines {
  private static final Pattern ANY_BLOCK =
      Pattern.compile("(?m)```|~~~|^ *(?:[*+-]|[0-9]{1,9}\\.) ");

  private static final Pattern ITEM = Pattern.compile("( *)((?:[*+-]|([0-9]{1,9})\\.) +)(\\S.*)");
  private static final Pattern MARKS = Pattern.compile("[-*_ ]++");
  private static final int CODE_INDENT = 4;

  private final List<String> lines;
  private final StringBuilder out = new StringBuilder();
  private final MattermostList list = new MattermostList();
  private int at;
  private boolean belowText;
  private int number;

  private MattermostLines(String text) {
    this.lines = text.lines().toList();
  }

  static String markdown(String text) {
    if (!ANY_BLOCK.matcher(text).find()) {
      return text;
    }
    var rewritten = new MattermostLines(text);
    while (rewritten.at < rewritten.lines.size()) {
      rewritten.line(rewritten.lines.get(rewritten.at++));
    }
    return rewritten.out.toString();
  }

  private void line(String tabbed) {
    String line = tabbed.startsWith("\t") ? tabbed.replace("\t", "    ") : tabbed;
    int indent = line.length() - line.stripLeading().length();
    boolean inList = list.isOpen() && indent > 0;
    Matcher item = ITEM.matcher(line);
    if (line.isBlank()) {
      append("");
      belowText = false;
    } else if (fence(line, inList)) {
      belowText = false;
    } else if ((inList || indent < CODE_INDENT) && item.matches() && !isRule(line)) {
      item(item);
    } else if (inList) {
      append(list.moved(line, indent));
    } else {
      unlisted(tabbed);
    }
  }

  /** Whether a line has marks alone, at least three. */
  private static boolean isRule(String line) {
    return MARKS.matcher(line).matches() && line.replace(" ", "").length() >= 3;
  }

  private void item(Matcher item) {
    int next = item.group(3) == null ? 0 : Integer.parseInt(item.group(3));
    if (belowText && next > 1 && next == number + 1) {
      // Only a list that begins with 1 can begin below a line of text.
      append("");
    }
    number = next == 0 ? number : next;
    int indent = list.item(item.group(1).length(), item.group(2).length());
    append(" ".repeat(indent) + item.group(2) + item.group(4));
    belowText = false;
    codeInItem(item.group(4));
  }

  /** Copies a block of code that begins on the line of an item. */
  private void codeInItem(String content) {
    Matcher opening = MattermostFence.OPENING.matcher(content);
    if (opening.matches()) {
      int end = MattermostFence.ownLine(lines, at, opening.group(2));
      lines.subList(at, Math.max(at, end + 1)).forEach(this::append);
      at = Math.max(at, end + 1);
    }
  }

  private void unlisted(String line) {
    endList();
    append(line);
    belowText = true;
  }

  private void endList() {
    if (list.isOpen() && !out.isEmpty() && !lines.get(at - 2).isBlank()) {
      append("");
    }
    list.close();
  }

  private boolean fence(String line, boolean inList) {
    Matcher opening = MattermostFence.OPENING.matcher(line);
    if (!opening.matches() || !inList && opening.group(1).length() >= CODE_INDENT) {
      return false;
    }
    int indent = opening.group(1).length();
    if (!inList) {
      endList();
    }
    var fence = MattermostFence.of(lines, at, opening.group(2), opening.group(3).strip());
    String before = " ".repeat(inList ? list.indent(indent) : indent);
    for (String code : fence.markdown()) {
      append(code.isBlank() ? "" : before + outdented(code, indent));
    }
    at = fence.end();
    return true;
  }

  private static String outdented(String code, int indent) {
    int spaces = code.length() - code.stripLeading().length();
    return code.substring(Math.min(spaces, indent));
  }

  private void append(String line) {
    out.append(out.isEmpty() && at == 1 ? "" : "\n").append(line);
  }
}

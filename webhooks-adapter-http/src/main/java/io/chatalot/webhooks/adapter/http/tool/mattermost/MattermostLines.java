package io.chatalot.webhooks.adapter.http.tool.mattermost;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites the blocks that Mattermost reads differently than CommonMark: a list ends at a line
 * without an indent, any indent nests, and no text is lost behind the fence of a block of code.
 */
final class MattermostLines {
  private static final Pattern ANY_BLOCK =
      Pattern.compile("(?m)```|~~~|^[ >]*+(?:[*+-]|[0-9]{1,9}\\.) ");

  private static final Pattern ITEM = Pattern.compile("( *)((?:[*+-]|([0-9]{1,9})\\.) +)(\\S.*)");
  private static final Pattern MARKS = Pattern.compile("[-*_ ]++");
  private static final Pattern QUOTE = Pattern.compile(" {0,3}> ?");
  private static final int CODE_INDENT = 4;

  /** Quotes within more quotes stay as they are. */
  private static final int MAX_QUOTES = 5;

  private final List<String> lines;
  private final int quotes;
  private final StringBuilder out = new StringBuilder();
  private final MattermostList list = new MattermostList();
  private int at;
  private boolean belowText;

  /** The text behind a closing fence, which is the next line. */
  private String rest = "";

  private int number;

  /** Fences that no later line closes; looking for the end anew from each line is quadratic. */
  private final Set<String> unclosed = new HashSet<>();

  /** Fences that close at the end of no later line. */
  private final Set<String> unended = new HashSet<>();

  private MattermostLines(String text, int quotes) {
    this.lines = text.lines().toList();
    this.quotes = quotes;
  }

  static String markdown(String text) {
    return markdown(text, 0);
  }

  private static String markdown(String text, int quotes) {
    if (!ANY_BLOCK.matcher(text).find()) {
      return text;
    }
    var rewritten = new MattermostLines(text, quotes);
    while (rewritten.at < rewritten.lines.size() || !rewritten.rest.isEmpty()) {
      rewritten.line(rewritten.next());
    }
    return rewritten.out.toString();
  }

  private String next() {
    String behind = rest;
    rest = "";
    return behind.isEmpty() ? lines.get(at++) : behind;
  }

  private void line(String tabbed) {
    String line = tabbed.startsWith("\t") ? tabbed.replace("\t", "    ") : tabbed;
    int indent = line.length() - line.stripLeading().length();
    boolean inList = list.isOpen() && indent > 0;
    Matcher item = ITEM.matcher(line);
    boolean isItem = (inList || indent < CODE_INDENT) && item.matches() && !isRule(line);
    if (line.isBlank()) {
      append("");
      belowText = false;
    } else if (fence(line, indent, inList) || openedAtEnd(line, isItem ? item.start(4) : 0)) {
      belowText = false;
    } else if (isItem) {
      item(item);
    } else if (inList) {
      append(" ".repeat(list.indent(indent)) + line.substring(indent));
    } else if (quotes < MAX_QUOTES && QUOTE.matcher(line).lookingAt()) {
      quote();
    } else {
      endList();
      append(tabbed);
      belowText = true;
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
    int column = item.group(1).length();
    int width = item.group(2).length();
    String beginning = " ".repeat(list.item(column, width)) + item.group(2);
    Matcher fence = MattermostFence.OPENING.matcher(item.group(4));
    if (fence.matches()) {
      code(block(fence), beginning, column + width);
    } else {
      append(beginning + item.group(4));
    }
    belowText = false;
  }

  private boolean fence(String line, int indent, boolean inList) {
    Matcher opening = MattermostFence.OPENING.matcher(line.substring(indent));
    if (!opening.matches() || !inList && indent >= CODE_INDENT) {
      return false;
    }
    if (!inList) {
      endList();
    }
    String before = " ".repeat(inList ? list.indent(indent) : indent);
    code(block(opening), before, indent);
    return true;
  }

  /** The block of a fence; text may stand behind its next fence if no later one ends a line. */
  private MattermostFence block(Matcher opening) {
    String fence = opening.group(1);
    if (!unended.contains(fence)) {
      var block = MattermostFence.of(lines, at, opening);
      if (block.isClosed() || !fence.startsWith("`")) {
        return block;
      }
      unended.add(fence);
    }
    return MattermostFence.inText(lines, at, opening);
  }

  /** A fence behind other text of a line, which Mattermost shows as code all the same. */
  private boolean openedAtEnd(String line, int textStart) {
    int start = MattermostFence.openedAt(line);
    Matcher opening = MattermostFence.OPENING.matcher(line.substring(Math.max(0, start)));
    if (start <= textStart || !opening.matches() || line.startsWith(">")) {
      return false;
    }
    if (unclosed.contains(opening.group(1))) {
      return false;
    }
    var fence = MattermostFence.inText(lines, at, opening);
    if (!fence.isClosed()) {
      unclosed.add(opening.group(1));
      return false;
    }
    line(line.substring(0, start).stripTrailing());
    code(fence, " ".repeat(list.isOpen() ? list.content() : 0), 0);
    return true;
  }

  /**
   * Writes a block of code.
   *
   * @param beginning what stands before the fence: an indent, or the mark of an item
   * @param indent the columns before the code in the source
   */
  private void code(MattermostFence fence, String beginning, int indent) {
    String before = beginning;
    for (String code : fence.markdown()) {
      int spaces = code.length() - code.stripLeading().length();
      append(code.isBlank() ? "" : before + code.substring(Math.min(spaces, indent)));
      before = " ".repeat(beginning.length());
    }
    at = fence.end();
    String behind = fence.rest().strip();
    rest = behind.isEmpty() ? "" : " ".repeat(list.isOpen() ? indent : 0) + behind;
  }

  private void quote() {
    endList();
    int end = at;
    while (end < lines.size() && QUOTE.matcher(lines.get(end)).lookingAt()) {
      end++;
    }
    List<String> quoted = lines.subList(at - 1, end);
    List<String> inner = quoted.stream().map(line -> QUOTE.matcher(line).replaceFirst("")).toList();
    List<String> rewritten = markdown(String.join("\n", inner), quotes + 1).lines().toList();
    if (rewritten.equals(inner)) {
      quoted.forEach(this::append);
    } else {
      rewritten.forEach(line -> append("> " + line));
    }
    at = end;
    belowText = true;
  }

  private void endList() {
    if (list.isOpen() && !lines.get(at - 2).isBlank()) {
      append("");
    }
    list.close();
  }

  private void append(String line) {
    out.append(out.isEmpty() && at == 1 ? "" : "\n").append(line);
  }
}

package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.discord.DiscordCode.Piece;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes lines so that CommonMark sees Discord's blocks and no others. A line after a quote or a
 * list is outside of it unless it is indented.
 */
final class DiscordBlocks {
  /** Deeper items are written on this level. */
  private static final int MAX_DEPTH = 10;

  /** The spaces before a line at which CommonMark sees code. */
  private static final int CODE_INDENT = 4;

  private static final Pattern ITEM = Pattern.compile("(?s)([-*]|[0-9]{1,9}\\.) +(\\S.*)");

  /** A line in which CommonMark sees a rule or empty items. */
  private static final Pattern RULE = Pattern.compile("[-*][-*\\s]*+");

  private static final Pattern HEADING = Pattern.compile("(?s)#{1,3}[ \\t]+[^\\s#].*");
  private static final Pattern SMALL = Pattern.compile("-#[ \\t]+(?=\\S)");

  /** A fence, a list after a tab or a definition of a link, which Discord does not have. */
  private static final Pattern OTHERS = Pattern.compile("~~~|[-*+]\\t|\\[(?=[^\\[\\]]{1,999}+]:)");

  /** What stands on the line above. */
  private enum Above {
    NOTHING,
    TEXT,
    ITEM,
    QUOTE
  }

  /**
   * An open item of a list.
   *
   * @param indent the spaces before it in Discord's text
   * @param inside the spaces before its further lines in Markdown
   * @param mark the last character of its marker, which all items of a list share
   */
  private record Item(int indent, int inside, char mark) {}

  private final StringBuilder out = new StringBuilder();
  private final Deque<Item> items = new ArrayDeque<>();
  private final Iterator<Piece> pieces;
  private Above above = Above.NOTHING;

  DiscordBlocks(List<Piece> pieces) {
    this.pieces = pieces.iterator();
  }

  String convert(String text) {
    for (String line : text.split("\n", -1)) {
      add(line.replace("\t", "    ").isBlank() ? "" : line);
    }
    return out.isEmpty() ? "" : out.substring(1);
  }

  private void add(String line) {
    String content = line.stripLeading();
    int indent = line.substring(0, line.length() - content.length()).replace("\t", "    ").length();
    Matcher item = ITEM.matcher(content);
    if (content.isEmpty()) {
      write("", "");
      above = Above.NOTHING;
    } else if (content.strip().equals(String.valueOf(DiscordCode.PLACE))) {
      piece(pieces.next(), indent);
    } else if (item.matches() && !RULE.matcher(content).matches()) {
      item(indent, item.group(1), item.group(2));
    } else {
      text(indent, content);
    }
  }

  /** Writes inline code or a block that has the line for itself. */
  private void piece(Piece piece, int indent) {
    if (!piece.isBlock()) {
      write(within(indent), piece.markdown());
      above = Above.TEXT;
      return;
    }
    if (indent == 0) {
      items.clear();
    }
    if (piece.isQuote() && above == Above.QUOTE) {
      write("", "");
    }
    String inside = within(indent);
    write(items.isEmpty() ? "" : inside, piece.markdown());
    above = piece.isQuote() ? Above.QUOTE : Above.NOTHING;
  }

  private void item(int indent, String marker, String content) {
    char mark = marker.charAt(marker.length() - 1);
    boolean follows = false;
    while (!items.isEmpty() && items.peek().indent() >= indent || items.size() == MAX_DEPTH) {
      follows = items.pop().mark() == mark;
    }
    // Only a list that begins with 1 may stand right below a paragraph.
    boolean apart = mark == '.' && !marker.equals("1.") && !follows && items.isEmpty();
    if (apart && above != Above.NOTHING) {
      write("", "");
    }
    int base = items.isEmpty() ? (indent < CODE_INDENT ? indent : 0) : items.peek().inside();
    items.push(new Item(indent, base + marker.length() + 1, mark));
    boolean block = HEADING.matcher(content).matches() || ITEM.matcher(content).matches();
    write(" ".repeat(base) + marker + ' ', block ? content : begun(content));
    above = Above.ITEM;
  }

  private void text(int indent, String content) {
    boolean heading = HEADING.matcher(content).matches();
    if (above == Above.QUOTE && !heading) {
      write("", "");
    }
    String inside = within(indent);
    if (heading) {
      write(inside, content);
      above = Above.NOTHING;
    } else {
      boolean asCode = items.isEmpty() && indent >= CODE_INDENT;
      write(asCode ? "\u00a0".repeat(indent) : inside, begun(content));
      above = items.isEmpty() ? Above.TEXT : Above.ITEM;
    }
  }

  /**
   * Ends the items to which a line does not belong, and returns the indent of the line in Markdown.
   */
  private String within(int indent) {
    int open = items.size();
    if (indent == 0) {
      items.clear();
    }
    while (items.size() > 1 && items.peek().indent() >= indent) {
      items.pop();
    }
    if (items.size() < open && above == Above.ITEM) {
      write("", "");
    }
    return " ".repeat(items.isEmpty() ? Math.min(indent, CODE_INDENT - 1) : items.peek().inside());
  }

  /** Keeps a line of text from beginning a block. */
  private static String begun(String content) {
    Matcher small = SMALL.matcher(content);
    String text = small.lookingAt() ? content.substring(small.end()) : content;
    return OTHERS.matcher(text).lookingAt() ? '\\' + text : Escape.lineStart(text);
  }

  private void write(String before, String content) {
    out.append('\n').append(before);
    int from = 0;
    for (int at = content.indexOf(DiscordCode.PLACE); at >= 0; ) {
      out.append(content, from, at).append(indented(pieces.next().markdown(), before));
      from = at + 1;
      at = content.indexOf(DiscordCode.PLACE, from);
    }
    out.append(from == 0 ? indented(content, before) : content.substring(from));
  }

  /** Indents the further lines of a block as far as the first, for which a marker counts. */
  private static String indented(String markdown, String before) {
    return before.isEmpty() || markdown.indexOf('\n') < 0
        ? markdown
        : markdown.replaceAll("\\n(?!\\n)", '\n' + " ".repeat(before.length()));
  }
}

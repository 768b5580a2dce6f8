package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Joins converted lines so that lists and quotes nest and end where they do in Slack. */
final class MrkdwnLines {
  private static final Pattern QUOTE = Pattern.compile("(?:>|&gt;) ?");
  private static final Pattern LONG_QUOTE = Pattern.compile("(?:>|&gt;){3} ?");
  private static final Pattern BULLET =
      Pattern.compile(
          "(SP*+)(?:[•◦▪‣⁃∙●○][\\uFE0E\\uFE0F]?+SP*+|[-*]SP++)(?=.*[^\\s*_-])"
              .replace("SP", Spaces.CLASS));
  private static final Pattern NUMBER =
      Pattern.compile("(SP*+)([0-9]{1,9})[.)]SP++(?=\\S)".replace("SP", Spaces.CLASS));

  private static final String DOT = ". ";
  private static final String PARENTHESIS = ") ";

  private static final int CODE_INDENT = 4;
  private static final int MAX_INDENT = 40;

  /** Least indent, in columns, that keeps a line after an empty line in its list. */
  private static final double APART_INDENT = 3;

  private final Mrkdwn mode;
  private final StringBuilder out = new StringBuilder();
  private final ListNesting lists = new ListNesting();
  private Kind last = Kind.BLANK;
  private boolean quotedToTheEnd;

  /** The number of the last item at the outermost level. */
  private int number;

  /** The mark of the last item at the outermost level; empty once other text stands below it. */
  private String outermost = "";

  /** The numbers at the beginnings of the lines. */
  private Set<Integer> numbers = Set.of();

  MrkdwnLines(Mrkdwn mode) {
    this.mode = mode;
  }

  void text(String text) {
    List<String> lines = text.lines().toList();
    numbers = lines.stream().map(MrkdwnLines::number).collect(Collectors.toSet());
    lines.forEach(this::line);
  }

  void fenced(String block) {
    add(Kind.CODE, quotedToTheEnd ? "> " + block.replace("\n", "\n> ") : block);
  }

  String markdown() {
    return out.toString();
  }

  private void line(String line) {
    if (mode != Mrkdwn.FORMATTED) {
      unquoted(line);
      return;
    }
    Matcher all = LONG_QUOTE.matcher(line);
    Matcher one = QUOTE.matcher(line);
    if (quotedToTheEnd) {
      quote(line);
    } else if (all.lookingAt()) {
      quotedToTheEnd = true;
      quote(line.substring(all.end()));
    } else if (one.lookingAt()) {
      quote(line.substring(one.end()));
    } else {
      unquoted(line);
    }
  }

  private void quote(String line) {
    lists.close();
    add(Kind.QUOTE, "> " + markdown(line));
  }

  private void unquoted(String line) {
    Matcher bullet = BULLET.matcher(line);
    Matcher numbered = NUMBER.matcher(line);
    double column = Spaces.columns(line.substring(0, Spaces.end(line)));
    if (last == Kind.BLANK && column < APART_INDENT) {
      lists.close();
    }
    if (line.isBlank()) {
      add(Kind.BLANK, "");
    } else if (bullet.lookingAt()) {
      item(column, "- ", 0, line.substring(bullet.end()));
    } else if (numbered.lookingAt() && isItem(column, number(line))) {
      int next = number(line);
      item(column, "" + next + delimiter(column, next), next, line.substring(numbered.end()));
    } else {
      unmarked(line, column);
    }
  }

  /** The number at the beginning of a line; 0 if there is none. */
  private static int number(String line) {
    Matcher numbered = NUMBER.matcher(line);
    return numbered.lookingAt() ? Integer.parseInt(numbered.group(2)) : 0;
  }

  /**
   * Whether a number begins or continues a list. A number without a neighbour, such as a year,
   * stays text.
   */
  private boolean isItem(double column, int next) {
    return next == 1
        || next == number + 1
        || lists.number(lists.depth(column)) > 0
        || numbers.contains(next + 1)
        || numbers.contains(next - 1);
  }

  /**
   * What follows a number. Markdown numbers a list through, so a number that does not follow on the
   * one above it begins a list with the other delimiter.
   */
  private String delimiter(double column, int next) {
    int depth = lists.depth(column);
    String mark = depth == 0 ? outermost : lists.mark(depth);
    int digits = mark.length() - DOT.length();
    if (digits < 1) {
      return DOT;
    }
    boolean dot = mark.endsWith(DOT);
    boolean follows = next == Integer.parseInt(mark.substring(0, digits)) + 1;
    return follows == dot ? DOT : PARENTHESIS;
  }

  private void item(double column, String mark, int next, String content) {
    boolean nested = lists.depth(column) > 0 && lists.mark(lists.depth(column)).isEmpty();
    String beginning = lists.item(column, mark, next);
    if (lists.openItems() == 1) {
      number = next;
      outermost = mark;
    }
    if ((last == Kind.TEXT || nested && last == Kind.LIST) && next > 1) {
      // Only a list that begins with 1 can begin below a line of text.
      out.append('\n');
    }
    add(Kind.LIST, beginning + markdown(content));
  }

  private void unmarked(String line, double column) {
    int content = last == Kind.LIST || last == Kind.BLANK ? lists.content(column) : 0;
    if (content > 0) {
      add(Kind.LIST, " ".repeat(content) + markdown(line));
    } else {
      lists.close();
      add(Kind.TEXT, (out.isEmpty() ? "" : indent(column)) + markdown(line));
    }
  }

  /**
   * Keeps a wide indent by no-break spaces, since Markdown would read it as code. Markdown does not
   * show smaller indents.
   */
  private static String indent(double columns) {
    return columns < CODE_INDENT ? "" : "\u00a0".repeat((int) Math.min(columns, MAX_INDENT));
  }

  private String markdown(String line) {
    return MrkdwnLine.markdown(Spaces.stripped(line), mode);
  }

  private void add(Kind kind, String markdown) {
    boolean apart = (last == Kind.QUOTE || last == Kind.LIST) && kind != last;
    if (kind == Kind.BLANK && last == Kind.BLANK) {
      return;
    }
    if (!out.isEmpty()) {
      out.append(apart && kind != Kind.BLANK && kind != Kind.CODE ? "\n\n" : "\n");
    }
    out.append(markdown);
    last = kind;
    outermost = kind == Kind.LIST || kind == Kind.BLANK ? outermost : "";
  }

  private enum Kind {
    TEXT,
    BLANK,
    LIST,
    QUOTE,
    CODE
  }
}

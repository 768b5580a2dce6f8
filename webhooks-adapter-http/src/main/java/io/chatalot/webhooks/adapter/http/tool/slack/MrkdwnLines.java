package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Joins converted lines so that lists and quotes end where they end in Slack. */
final class MrkdwnLines {
  private static final Pattern QUOTE = Pattern.compile("(?:>|&gt;) ?");
  private static final Pattern LONG_QUOTE = Pattern.compile("(?:>|&gt;){3} ?");
  private static final Pattern BULLET =
      Pattern.compile("(\\s*)(?:[•◦▪‣⁃∙●○]\\s*|[-*]\\s+)(?=.*[^\\s*_-])");
  private static final Pattern NUMBER = Pattern.compile("(\\s*)([0-9]{1,9})[.)] (?=\\s*\\S)");

  private static final int CODE_INDENT = 4;
  private static final int MAX_INDENT = 40;

  private final Mrkdwn mode;
  private final StringBuilder out = new StringBuilder();
  private Kind last = Kind.BLANK;
  private boolean quotedToTheEnd;
  private int level;
  private int step;
  private int number;

  MrkdwnLines(Mrkdwn mode) {
    this.mode = mode;
  }

  void text(String text) {
    text.lines().forEach(this::line);
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
      add(Kind.QUOTE, "> " + markdown(line.strip()));
    } else if (all.lookingAt()) {
      quotedToTheEnd = true;
      add(Kind.QUOTE, "> " + markdown(line.substring(all.end()).strip()));
    } else if (one.lookingAt()) {
      add(Kind.QUOTE, "> " + markdown(line.substring(one.end()).strip()));
    } else {
      unquoted(line);
    }
  }

  private void unquoted(String line) {
    Matcher bullet = BULLET.matcher(line);
    Matcher numbered = NUMBER.matcher(line);
    if (line.isBlank()) {
      add(Kind.BLANK, "");
    } else if (bullet.lookingAt()) {
      item(bullet.group(1), "- ", line.substring(bullet.end()));
    } else if (numbered.lookingAt() && continues(Integer.parseInt(numbered.group(2)))) {
      number++;
      item(numbered.group(1), number + ". ", line.substring(numbered.end()));
    } else {
      number = 0;
      add(Kind.TEXT, indent(line) + markdown(line.strip()));
    }
  }

  /**
   * Whether a number continues a list. Markdown renumbers its lists, so other numbers stay text.
   */
  private boolean continues(int next) {
    if (next == 1) {
      number = 0;
    }
    return next == number + 1;
  }

  private void item(String indent, String mark, String content) {
    int deepest = last == Kind.LIST ? level + 1 : 0;
    level = Math.min(deepest, (columns(indent) + 2) / CODE_INDENT);
    if (level == 0) {
      step = mark.length();
    }
    add(Kind.LIST, " ".repeat(level * step) + mark + markdown(content.strip()));
  }

  /**
   * Keeps a wide indent by no-break spaces, since Markdown would read it as code. Markdown does not
   * show smaller indents.
   */
  private static String indent(String line) {
    int columns = columns(line.substring(0, line.length() - line.stripLeading().length()));
    return columns < CODE_INDENT ? "" : "\u00a0".repeat(Math.min(columns, MAX_INDENT));
  }

  private static int columns(String space) {
    return space.length() + (int) space.chars().filter(c -> c == '\t').count() * (CODE_INDENT - 1);
  }

  private String markdown(String line) {
    return MrkdwnLine.markdown(line, mode);
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
  }

  private enum Kind {
    TEXT,
    BLANK,
    LIST,
    QUOTE,
    CODE
  }
}

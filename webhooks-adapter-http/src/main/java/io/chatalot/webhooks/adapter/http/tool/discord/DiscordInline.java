package io.chatalot.webhooks.adapter.http.tool.discord;

import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts the markup within lines, outside of code. */
final class DiscordInline {
  /**
   * Addresses and escapes, which stay; tokens; spoilers; and markup that Discord does not have. A
   * spoiler has no white space at its edges, except the line breaks around a block of code.
   */
  private static final Pattern SPECIAL =
      Pattern.compile(
          "\\\\[!-/:-@\\[-`{-~]|https?://[^\\s<>|\"()*]+"
              + "|(<[@#/:at][^<>\\n]{1,150}>)"
              + "|\\|\\|((?![ \\t|]|\\n(?!\\x00))[^|]{1,2000}+(?<![ \\t]|(?<!\\x00)\\n))\\|\\|"
              + "|(&#?[0-9A-Za-z]{1,32};|!(?=\\[)|\\\\(?=\\n))");

  /** Bold or underlined text. Discord reads the marks beside any characters. */
  private static final Pattern STRONG =
      Pattern.compile(
          "(?<![\\\\*])(\\*\\*)(?!\\*)((?:\\\\[^\\n]|[^\\\\*\\n]|(?<!\\*)\\*(?!\\*)){1,500}+)"
              + "\\*\\*(?!\\*)"
              + "|(?<![\\\\\\w])(__)(?!_)((?:\\\\[^\\n]|[^\\\\_\\n]|(?<!_)_(?!_)){1,500}+)"
              + "__(?!_)");

  private DiscordInline() {}

  static String converted(String text) {
    return replaced(strong(text));
  }

  private static String replaced(String text) {
    return SPECIAL.matcher(text).replaceAll(found -> Matcher.quoteReplacement(replaced(found)));
  }

  private static String replaced(MatchResult found) {
    if (found.group(1) != null) {
      return DiscordToken.said(found.group());
    }
    if (found.group(2) != null) {
      return replaced(found.group(2));
    }
    return found.group(3) != null ? '\\' + found.group() : found.group();
  }

  /** Moves white space out of strong text, and adds it where CommonMark would not see the marks. */
  private static String strong(String text) {
    return STRONG.matcher(text).replaceAll(found -> Matcher.quoteReplacement(strong(found, text)));
  }

  private static String strong(MatchResult found, String text) {
    int group = found.group(1) == null ? 3 : 1;
    String inside = found.group(group + 1);
    String inner = inside.strip();
    if (inner.isEmpty()) {
      return found.group();
    }
    String left = inside.substring(0, inside.indexOf(inner));
    String right = inside.substring(left.length() + inner.length());
    int before = left.isEmpty() ? Letters.before(text, found.start()) : ' ';
    int after = right.isEmpty() ? Letters.at(text, found.end()) : ' ';
    String marks = found.group(group);
    return (Letters.opens(seen(before), seen(Letters.at(inner, 0))) ? left : left + ' ')
        + marks
        + inner
        + marks
        + (Letters.closes(seen(Letters.before(inner, inner.length())), seen(after))
            ? right
            : ' ' + right);
  }

  private static int seen(int c) {
    return c == DiscordCode.PLACE ? '`' : c;
  }
}

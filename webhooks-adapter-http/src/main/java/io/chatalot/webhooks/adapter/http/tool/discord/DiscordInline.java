package io.chatalot.webhooks.adapter.http.tool.discord;

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

  /** The characters with which special markup begins. */
  private static final String FIRST = "\\h<|&!";

  private DiscordInline() {}

  static String converted(String text) {
    return replaced(DiscordStrong.converted(text));
  }

  private static String replaced(String text) {
    Matcher special = SPECIAL.matcher(text).useTransparentBounds(true);
    var out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (FIRST.indexOf(c) >= 0 && special.region(at, text.length()).lookingAt()) {
        out.append(replaced(special));
        at = special.end();
      } else {
        out.append(c);
        at++;
      }
    }
    return out.toString();
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
}

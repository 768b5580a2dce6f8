package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.regex.Pattern;

/** Recognizes emoji at the beginning of Markdown. */
final class Emoji {
  /** Marks and white space that may stand before the first character that readers see. */
  private static final String MARKS = "(?:[*_~`#>|\\[\\\\\\s]|\\p{Cf})*+";

  /** A digit or a sign in a box. */
  private static final String KEYCAP = "[0-9#*]\\x{FE0F}?\\x{20E3}";

  /** A character that becomes an emoji by a variation selector. */
  private static final String SELECTED = "[^\\s\\p{Alnum}]\\x{FE0F}";

  /** Characters that most fonts show as pictures, also without a variation selector. */
  private static final String PICTURE =
      "[\\x{1F000}-\\x{1FAFF}\\x{2600}-\\x{27BF}\\x{203C}\\x{2049}\\x{2139}\\x{231A}\\x{231B}"
          + "\\x{2328}\\x{23CF}\\x{23E9}-\\x{23FA}\\x{24C2}\\x{25B6}\\x{25C0}\\x{25FB}-\\x{25FE}"
          + "\\x{2934}\\x{2935}\\x{2B05}-\\x{2B07}\\x{2B1B}\\x{2B1C}\\x{2B50}\\x{2B55}\\x{3030}"
          + "\\x{303D}\\x{3297}\\x{3299}]";

  private static final Pattern BEGINNING =
      Pattern.compile(
          "[*_~`>|\\[\\\\\\s]{0,8}"
              + KEYCAP
              + "|"
              + MARKS
              + "(?:"
              + KEYCAP
              + "|"
              + SELECTED
              + "|"
              + PICTURE
              + ")");

  private Emoji() {}

  /** Whether the first character that readers see is an emoji. */
  static boolean begins(String markdown) {
    return BEGINNING.matcher(markdown).lookingAt();
  }
}

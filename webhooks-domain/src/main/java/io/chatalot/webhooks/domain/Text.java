package io.chatalot.webhooks.domain;

/** The rules that all texts share. Characters are Unicode code points. */
public final class Text {
  private static final int REPLACEMENT = 0xFFFD;

  private Text() {}

  /**
   * Whether a text has neither U+0000 nor an unpaired surrogate: PostgreSQL cannot store U+0000,
   * and a surrogate becomes a question mark in UTF-8, so that two texts would be equal.
   */
  public static boolean isStorable(String text) {
    return text.codePoints().allMatch(Text::isStorable);
  }

  private static boolean isStorable(int codePoint) {
    return codePoint != 0 && Character.getType(codePoint) != Character.SURROGATE;
  }

  /** The text with U+FFFD in place of each character that is not storable. */
  public static String storable(String text) {
    if (isStorable(text)) {
      return text;
    }
    var storable = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> isStorable(codePoint) ? codePoint : REPLACEMENT)
        .forEach(storable::appendCodePoint);
    return storable.toString();
  }

  /**
   * The text, if it is storable.
   *
   * @param field the name of the field in the input
   * @throws WebhookException with {@link Reason#INVALID} if the text is not storable
   */
  public static String requireStorable(String text, String field) {
    if (!isStorable(text)) {
      throw WebhookException.invalid(
          field,
          ViolationCode.INVALID_CHARACTER,
          "must not contain U+0000 or an unpaired surrogate");
    }
    return text;
  }

  static String requireAtMost(int max, String text, String field) {
    int length = length(text);
    if (length > max) {
      throw WebhookException.invalid(
          field,
          ViolationCode.TOO_LONG,
          "must be at most " + max + " characters, but has " + length);
    }
    return text;
  }

  /** The number of characters, that is, of Unicode code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Shortens a text for people.
   *
   * @param max the most characters (Unicode code points) that are kept
   * @return the text itself if it has no more characters; otherwise its first characters and {@code
   *     …}
   */
  public static String shortened(String text, int max) {
    if (text.length() <= max || text.length() <= 2 * max && length(text) <= max) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, max)) + "…";
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85
        || codePoint == 0xFEFF;
  }

  /** Whether a text is empty or only white space, non-breaking spaces included. */
  public static boolean isBlank(String text) {
    return text.codePoints().allMatch(Text::isSpace);
  }

  /** The text without white space at both ends, non-breaking spaces included. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (from < to && isSpace(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }
}

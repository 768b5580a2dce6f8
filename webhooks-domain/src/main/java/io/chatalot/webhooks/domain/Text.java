package io.chatalot.webhooks.domain;

/** What every text that we keep must be, whatever it is for. */
final class Text {
  private Text() {}

  /** The text, unless it has U+0000 or an unpaired surrogate, which no UTF-8 store can keep. */
  static String requireStorable(String text, String field) {
    boolean broken =
        text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
    if (broken) {
      throw WebhookException.invalid(
          field, "invalid_character", "must not contain U+0000 or an unpaired surrogate");
    }
    return text;
  }

  static String requireAtMost(int max, String text, String field) {
    int length = length(text);
    if (length > max) {
      throw WebhookException.invalid(
          field, "too_long", "must be at most " + max + " characters, but has " + length);
    }
    return text;
  }

  /** In characters, that is, in Unicode code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint)
        || Character.isSpaceChar(codePoint)
        || codePoint == 0x85
        || codePoint == 0xFEFF;
  }

  static boolean isBlank(String text) {
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

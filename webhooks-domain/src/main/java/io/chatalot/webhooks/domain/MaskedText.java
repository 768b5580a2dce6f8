package io.chatalot.webhooks.domain;

/**
 * A caller's text for managers: cut, without control characters, and with {@code ***} in place of
 * possible tokens. It is read once from its start and only as far as it is shown, since refused
 * callers choose its length.
 */
final class MaskedText {
  /** The letters and digits of a token, in a row. */
  private static final int TOKEN = 64;

  private final CharSequence text;
  private final int max;
  private final StringBuilder shown = new StringBuilder();
  private int count;

  private MaskedText(CharSequence text, int max) {
    this.text = text;
    this.max = max;
  }

  /**
   * @param max the most characters of the result
   */
  static String of(CharSequence text, int max) {
    return new MaskedText(text, max).shown();
  }

  private String shown() {
    int at = 0;
    while (at < text.length() && count < max) {
      int end = endOfRun(at);
      if (end - at >= TOKEN) {
        show("***");
        at = end;
      } else if (end > at) {
        show(text.subSequence(at, end));
        at = end;
      } else {
        int character = Character.codePointAt(text, at);
        show(isOdd(character) ? " " : Character.toString(character));
        at += Character.charCount(character);
      }
    }
    return shown.toString();
  }

  private int endOfRun(int from) {
    int end = from;
    while (end < text.length() && isLetterOrDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }

  private static boolean isOdd(int character) {
    return character < ' '
        || character == 0x7F
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }

  /** Appends one character, or several characters of one {@code char} each. */
  private void show(CharSequence part) {
    boolean one = Character.codePointCount(part, 0, part.length()) == 1;
    int length = one ? part.length() : Math.min(part.length(), max - count);
    shown.append(part, 0, length);
    count += one ? 1 : length;
  }
}

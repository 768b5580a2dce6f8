package io.chatalot.webhooks.domain;

/**
 * A caller's text for others to read: cut, without control characters, and with {@code ***} for all
 * that may be a token. Read once from its start, and no further than is shown, since callers who
 * are refused choose it.
 */
final class MaskedText {
  /** As many letters and digits in a row as a token has. */
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
   * @param max characters of what is shown
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

  /** Either one character, or several of which each is one {@code char}. */
  private void show(CharSequence part) {
    boolean one = Character.codePointCount(part, 0, part.length()) == 1;
    int length = one ? part.length() : Math.min(part.length(), max - count);
    shown.append(part, 0, length);
    count += one ? 1 : length;
  }
}

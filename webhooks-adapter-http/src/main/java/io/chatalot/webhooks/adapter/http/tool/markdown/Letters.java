package io.chatalot.webhooks.adapter.http.tool.markdown;

/**
 * Classifies the characters beside an emphasis mark, which decide whether the mark opens or closes
 * (CommonMark, 6.2).
 */
public final class Letters {
  /** Stands for the beginning and the end of a line, which count as white space. */
  public static final int EDGE = '\n';

  /** Stands for our own markup beside a text. */
  public static final int MARKUP = '\u0001';

  private Letters() {}

  public static int before(CharSequence text, int at) {
    return at <= 0 ? EDGE : Character.codePointBefore(text, at);
  }

  public static int at(CharSequence text, int at) {
    return at >= text.length() ? EDGE : Character.codePointAt(text, at);
  }

  static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Includes symbols, as CommonMark does since 0.31. */
  static boolean isPunctuation(int c) {
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION,
          Character.CURRENCY_SYMBOL,
          Character.MATH_SYMBOL,
          Character.MODIFIER_SYMBOL,
          Character.OTHER_SYMBOL ->
          true;
      default -> false;
    };
  }

  static boolean isAsciiPunctuation(int c) {
    return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
  }

  /** Whether a run of {@code *} or another mark can open emphasis (CommonMark, 6.2). */
  public static boolean opens(int before, int after) {
    return !isSpace(after) && (!isPunctuation(after) || isSpace(before) || isPunctuation(before));
  }

  public static boolean closes(int before, int after) {
    return opens(after, before);
  }
}

package io.chatalot.webhooks.adapter.http.tool.markdown;

/** Finds places at which a cut splits no character as readers see it (a grapheme cluster). */
final class CutPlace {
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** The longest grapheme cluster, in UTF-16 units; no script needs longer ones. */
  private static final int MAX_JOINED = 64;

  private CutPlace() {}

  /** The last end of a word at or before a place, unless that loses half of the text. */
  static int wordEnd(String text, int at) {
    int end = at;
    while (end > 0 && !isSpace(text, end)) {
      end--;
    }
    return end > at / 2 ? end : between(text, at);
  }

  private static boolean isSpace(String text, int at) {
    return at >= text.length() || Character.isWhitespace(text.charAt(at));
  }

  static int withoutSpace(String text, int from) {
    int at = from;
    while (at > 0 && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** The last place at or before {@code from} that is between two grapheme clusters. */
  static int between(String text, int from) {
    int at = from;
    for (int i = 0; i < MAX_JOINED && at > 0 && joins(text, at); i++) {
      at--;
    }
    return isWithinPair(text, at) ? at - 1 : at;
  }

  private static boolean joins(String text, int at) {
    if (at >= text.length()) {
      return false;
    }
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at);
    return isWithinPair(text, at)
        || before == ZERO_WIDTH_JOINER
        || isJoined(after)
        || isFlagPart(before) && isFlagPart(after);
  }

  private static boolean isWithinPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isLowSurrogate(text.charAt(at))
        && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean isJoined(int c) {
    int type = Character.getType(c);
    return c == ZERO_WIDTH_JOINER
        || type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || c >= 0x1F3FB && c <= 0x1F3FF
        || c >= 0xE0020 && c <= 0xE007F;
  }

  private static boolean isFlagPart(int c) {
    return c >= 0x1F1E6 && c <= 0x1F1FF;
  }
}

package io.chatalot.webhooks.application.fuzz;

/**
 * Decodes bytes to any text that Java can hold: UTF-8 that also allows lone halves of a surrogate
 * pair. A byte that is no UTF-8 becomes a character of Latin-1.
 */
public final class AnyText {
  private AnyText() {}

  public static String of(byte[] bytes) {
    var text = new StringBuilder(bytes.length);
    int at = 0;
    while (at < bytes.length) {
      int first = bytes[at] & 0xFF;
      int more = following(first);
      if (more > 0 && continues(bytes, at + 1, more)) {
        int c = first & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
          c = (c << 6) | (bytes[at + i] & 0x3F);
        }
        text.appendCodePoint(Math.min(c, Character.MAX_CODE_POINT));
        at += 1 + more;
      } else {
        text.append((char) first);
        at++;
      }
    }
    return text.toString();
  }

  private static int following(int first) {
    if (first < 0xC2 || first > 0xF4) {
      return 0;
    }
    return first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  }

  private static boolean continues(byte[] bytes, int from, int count) {
    if (from + count > bytes.length) {
      return false;
    }
    for (int i = from; i < from + count; i++) {
      if ((bytes[i] & 0xC0) != 0x80) {
        return false;
      }
    }
    return true;
  }
}

package io.chatalot.webhooks.domain;

/**
 * Finds invisible characters: white space, control characters, the characters that Unicode lets a
 * font ignore, and some that are blank by design.
 */
public final class Invisible {
  /**
   * The first and the last character of each range of Default_Ignorable_Code_Point, a property that
   * Java does not have (Unicode 17.0, DerivedCoreProperties.txt; the same since 14.0).
   */
  private static final int[] IGNORABLE = {
    0x00AD, 0x00AD, 0x034F, 0x034F, 0x061C, 0x061C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F,
    0x200B, 0x200F, 0x202A, 0x202E, 0x2060, 0x206F, 0x3164, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFEFF,
    0xFFA0, 0xFFA0, 0xFFF0, 0xFFF8, 0x1BCA0, 0x1BCA3, 0x1D173, 0x1D17A, 0xE0000, 0xE0FFF
  };

  private Invisible() {}

  /** Whether a text has no visible character; true for an empty text. */
  public static boolean isAll(String text) {
    return text.codePoints().allMatch(Invisible::is);
  }

  /** Whether a character alone shows nothing. */
  public static boolean is(int codePoint) {
    return Text.isSpace(codePoint) || isButNoSpace(codePoint);
  }

  /** Whether a character shows nothing and is not white space, which at least separates words. */
  public static boolean isButNoSpace(int codePoint) {
    return Character.getType(codePoint) == Character.CONTROL && !Text.isSpace(codePoint)
        || isIgnorable(codePoint)
        || isBlankByDesign(codePoint);
  }

  private static boolean isIgnorable(int codePoint) {
    for (int i = 0; i < IGNORABLE.length && IGNORABLE[i] <= codePoint; i += 2) {
      if (codePoint <= IGNORABLE[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /**
   * The blank of Braille, the marks around annotations, controls and two blanks among the Egyptian
   * hieroglyphs, the filler of the Khitan script, and a musical note without a head.
   */
  private static boolean isBlankByDesign(int codePoint) {
    return switch (codePoint) {
      case 0x2800, 0xFFF9, 0xFFFA, 0xFFFB, 0x13441, 0x13442, 0x16FE4, 0x1D159 -> true;
      default -> codePoint >= 0x13430 && codePoint <= 0x13440;
    };
  }
}

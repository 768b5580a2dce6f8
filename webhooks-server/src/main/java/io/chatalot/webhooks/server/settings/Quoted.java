package io.chatalot.webhooks.server.settings;

/** Text of an operator that goes into a message of one line. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /**
   * The text without control characters and line breaks, and cut to {@value #LONGEST} characters.
   */
  static String of(String text) {
    String shown = text.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", "?");
    return shown.codePointCount(0, shown.length()) <= LONGEST
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, LONGEST)) + "…";
  }
}

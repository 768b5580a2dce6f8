package io.chatalot.webhooks.server.settings;

import io.chatalot.webhooks.domain.Text;

/** Text of an operator that goes into a message of one line. */
final class Quoted {
  private static final int LONGEST = 60;

  private Quoted() {}

  /** The text without control characters and line breaks, shortened to {@value #LONGEST}. */
  static String of(String text) {
    return Text.shortened(text.replaceAll("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]", "?"), LONGEST);
  }
}

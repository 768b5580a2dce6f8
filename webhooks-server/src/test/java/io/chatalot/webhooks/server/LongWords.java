package io.chatalot.webhooks.server;

import java.util.Arrays;

/** The parts of a text that nothing else would have by chance. */
public final class LongWords {
  /** Longer than any word of ours in a message. */
  private static final int LONG = 13;

  private LongWords() {}

  public static String[] of(String text) {
    return Arrays.stream(text.split("[^\\p{Alnum}]+"))
        .filter(word -> word.length() >= LONG)
        .toArray(String[]::new);
  }
}

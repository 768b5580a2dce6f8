package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

/**
 * Finds a text in another in linear time (Knuth, Morris and Pratt), since {@code String.indexOf}
 * takes the product of the lengths for texts that nearly match everywhere.
 */
public final class Search {
  private final String text;
  private final String part;
  private final int[] borders;
  private int at;

  private Search(String text, String part) {
    this.text = text;
    this.part = part;
    this.borders = new int[part.length()];
    for (int i = 1, matched = 0; i < part.length(); i++) {
      matched = next(part.charAt(i), matched);
      borders[i] = matched;
    }
  }

  /** Pays for all occurrences. */
  public static Search in(Run run, String text, String part) {
    run.scan(2L * text.length() + 4L * part.length());
    return new Search(text, part);
  }

  /** The index of the next occurrence that does not overlap the one before; -1 if there is none. */
  public int next() {
    if (part.isEmpty()) {
      return at <= text.length() ? at++ : -1;
    }
    for (int matched = 0; at < text.length(); at++) {
      matched = next(text.charAt(at), matched);
      if (matched == part.length()) {
        at++;
        return at - matched;
      }
    }
    return -1;
  }

  private int next(char c, int matched) {
    int length = matched;
    while (length > 0 && part.charAt(length) != c) {
      length = borders[length - 1];
    }
    return part.charAt(length) == c ? length + 1 : length;
  }
}

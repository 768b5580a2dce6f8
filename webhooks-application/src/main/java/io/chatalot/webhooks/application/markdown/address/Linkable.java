package io.chatalot.webhooks.application.markdown.address;

import java.util.regex.Pattern;

/** The addresses that a message may link to. */
public final class Linkable {
  private static final Pattern SCHEME =
      Pattern.compile("(?:https?://|mailto:)", Pattern.CASE_INSENSITIVE);

  /** In UTF-16 units, with the slashes. */
  static final int LONGEST_SCHEME = 8;

  private Linkable() {}

  public static boolean is(String destination) {
    return SCHEME.matcher(destination).lookingAt();
  }
}

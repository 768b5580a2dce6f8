package io.chatalot.webhooks.application.markdown.address;

import java.util.regex.Pattern;

/** The addresses that a message may link to. */
public final class Linkable {
  private static final Pattern START =
      Pattern.compile("(?:https?://[^/?#:\\s()<>]|mailto:)", Pattern.CASE_INSENSITIVE);

  /** In UTF-16 units, with the slashes and the first character of the host. */
  static final int LONGEST_START = 9;

  private Linkable() {}

  public static boolean is(String destination) {
    return START.matcher(destination).lookingAt();
  }
}

package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.regex.Pattern;

/** The forms of web and mail addresses in the texts of other platforms. */
public final class Addresses {
  /** A whole address that a message may link (the guide, "Markdown"). */
  static final Pattern LINKABLE =
      Pattern.compile("(?:https?://|mailto:)[^\\s\\p{Cntrl}<>]+", Pattern.CASE_INSENSITIVE);

  /** An address within a text; punctuation and emphasis marks at its end belong to the text. */
  public static final Pattern IN_TEXT =
      Pattern.compile(
          "https?://[^\\s<>`|\"]*[^\\s<>`|\".,;:!?'()\\[\\]*_~]", Pattern.CASE_INSENSITIVE);

  private Addresses() {}
}

package io.chatalot.webhooks.adapter.http.dialect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of Slack's mrkdwn a text has in it, and how that is put into Markdown. */
enum Mrkdwn {
  /** All of it. */
  FORMATTED,
  /** Links and mentions alone. */
  LINKED,
  /** None: what looks like markup is text. */
  PLAIN;

  private static final String FENCE = "```";

  /** More of one text can't be in a message; some of it are entities and marks. */
  private static final int MAX_LENGTH = 40_000;

  private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]+)>");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z][a-z0-9+#-]{0,14}");

  /** Markdown that shows what Slack shows. */
  String toMarkdown(String text) {
    String rest = shortened(text).replaceAll("\\r\\n?|[\\u2028\\u2029\\u0085\\u000b\\u000c]", "\n");
    var lines = new MrkdwnLines(this);
    while (this == FORMATTED) {
      int open = rest.indexOf(FENCE);
      int close = open < 0 ? -1 : rest.indexOf(FENCE, open + FENCE.length());
      if (close < 0) {
        break;
      }
      String code = rest.substring(open + FENCE.length(), close);
      if (code.isBlank()) {
        lines.text(rest.substring(0, close + FENCE.length()));
      } else {
        lines.text(rest.substring(0, open));
        lines.fenced(block(code));
      }
      rest = rest.substring(close + FENCE.length()).replaceFirst("^ *\\n", "");
    }
    lines.text(rest);
    return lines.markdown();
  }

  private static String shortened(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    boolean within = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1));
    return text.substring(0, within ? MAX_LENGTH - 1 : MAX_LENGTH) + "…";
  }

  private static String block(String code) {
    int lineEnd = code.indexOf('\n');
    String first = lineEnd < 0 ? "" : code.substring(0, lineEnd);
    boolean named = LANGUAGE.matcher(first).matches();
    String body = named || first.isBlank() ? code.substring(lineEnd + 1) : code;
    return FENCE + (named ? first : "") + "\n" + code(body).stripTrailing() + "\n" + FENCE;
  }

  /** Code as Slack shows it: nothing in it is formatted, but links lose their brackets. */
  static String code(String text) {
    Matcher tokens = TOKEN.matcher(text);
    return SlackToken.decoded(
        tokens.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    SlackToken.end(found.group(), 0) > 0
                        ? encoded(SlackToken.shown(found.group(1)))
                        : found.group())));
  }

  private static String encoded(String text) {
    return text.replace("&", "&amp;");
  }
}

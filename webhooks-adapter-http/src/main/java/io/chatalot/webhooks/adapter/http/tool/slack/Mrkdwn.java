package io.chatalot.webhooks.adapter.http.tool.slack;

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
  private static final int MAX_LENGTH = 24_000;

  private static final Pattern BREAK = Pattern.compile("\\r\\n?|[\\x0B\\f\\x85\\u2028\\u2029]");

  private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]+)>");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z][a-z0-9+#-]{0,14}");

  /** Markdown that shows what Slack shows. */
  String toMarkdown(String text) {
    String all = BREAK.matcher(shortened(text)).replaceAll("\n");
    var lines = new MrkdwnLines(this);
    int at = 0;
    while (this == FORMATTED) {
      int open = all.indexOf(FENCE, at);
      int close = open < 0 ? -1 : all.indexOf(FENCE, open + FENCE.length());
      if (close < 0) {
        break;
      }
      int end = close + FENCE.length();
      String code = all.substring(open + FENCE.length(), close);
      if (code.isBlank()) {
        lines.text(all.substring(at, end));
      } else {
        lines.text(all.substring(at, open));
        lines.fenced(block(code));
      }
      at = all.startsWith("\n", end) ? end + 1 : end;
    }
    lines.text(all.substring(at));
    return lines.markdown();
  }

  /** As much of a text as can matter. */
  static String shortened(String text) {
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

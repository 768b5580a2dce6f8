package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.domain.Text;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of Slack's mrkdwn a text may contain, with the conversion to Markdown. */
public enum Mrkdwn {
  /** All markup. */
  FORMATTED,
  /** Only links and mentions. */
  LINKED,
  /** No markup; the whole text is plain. */
  PLAIN;

  private static final String FENCE = "```";

  /**
   * The most characters of one text that are read. A message holds fewer, and entities and marks
   * shrink.
   */
  private static final int MAX_LENGTH = 24_000;

  private static final Pattern BREAK = Pattern.compile("\\r\\n?|[\\x0B\\f\\x85\\u2028\\u2029]");

  private static final Pattern TOKEN = Pattern.compile("<([^<>\\n]+)>");

  /** Converts a text to Markdown that looks as in Slack. */
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

  /** The beginning of a text, up to the most characters that are read. */
  public static String shortened(String text) {
    return Text.shortened(text, MAX_LENGTH);
  }

  /** Slack has no names of languages: the first line is code as the others. */
  private static String block(String code) {
    int lineEnd = code.indexOf('\n');
    boolean below = lineEnd >= 0 && code.substring(0, lineEnd).isBlank();
    String body = code(below ? code.substring(lineEnd + 1) : code);
    return FENCE + "\n" + body.stripTrailing() + "\n" + FENCE;
  }

  /** Converts code: nothing is formatted, but links lose their brackets. */
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

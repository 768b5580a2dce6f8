package io.chatalot.webhooks.adapter.http.tool.mattermost;

import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.markdown.Shortcodes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The title of an attachment of Mattermost, whose only Markdown are links: other marks vanish. */
final class MattermostTitle {
  private static final Pattern LINK =
      Pattern.compile(
          "!?\\[([^\\[\\]\\n"
              + "]{1,500}+)\\]\\( *+(https?://[^\\s()<>]{1,2000}+)(?: ++\"[^\"\\n"
              + "]{0,500}+\")? *+\\)");

  private static final Pattern MARKED =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(\\*\\*|__|~~|[*_`])(?=[^\\s*_~`])([^*_~`\\n"
              + "]{1,500}+)(?<=\\S)\\1(?![\\p{L}\\p{N}])");

  private MattermostTitle() {}

  /**
   * @param title Markdown, in which Slack's links are converted already
   */
  static String markdown(String title) {
    var out = new StringBuilder();
    Matcher link = LINK.matcher(title);
    int at = 0;
    while (link.find()) {
      out.append(plain(title.substring(at, link.start())));
      out.append(Markup.link(plain(link.group(1)), link.group(2)));
      at = link.end();
    }
    return out.append(plain(title.substring(at))).toString();
  }

  private static String plain(String text) {
    String unmarked = MARKED.matcher(text).replaceAll("$2");
    return Escape.inline(
        Shortcodes.inText(unmarked.replaceAll("\\s", " ")), Letters.MARKUP, Letters.MARKUP, true);
  }
}

package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.domain.Invisible;

/** Tests whether rendered Markdown shows anything. */
final class SeenHtml {
  private SeenHtml() {}

  /** Whether the HTML has a visible character or a horizontal rule. */
  static boolean hasAny(String html) {
    boolean tag = false;
    int c;
    for (int i = 0; i < html.length(); i += Character.charCount(c)) {
      c = html.codePointAt(i);
      if (c == '<' || c == '>') {
        tag = c == '<';
      } else if (!tag && !Invisible.is(c)) {
        return true;
      }
    }
    return html.contains("<hr");
  }
}

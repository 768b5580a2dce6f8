package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.domain.Invisible;

/** Whether a reader sees anything of rendered Markdown. */
final class SeenHtml {
  private SeenHtml() {}

  /** Whether there is a visible character in it, or a line across. */
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

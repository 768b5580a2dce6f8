package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;

/** What a reader sees of rendered Markdown. */
record Shown(String text, List<String> hrefs) {
  private static final Pattern TAG = Pattern.compile("<[^>]*>");
  private static final Pattern LANGUAGE = Pattern.compile("<code class=\"language-([^\"]*)\">");
  private static final Pattern HREF = Pattern.compile("<a href=\"([^\"]*)\"");

  /** The language of code counts as seen. */
  static Shown of(String html) {
    return new Shown(
        unescaped(TAG.matcher(LANGUAGE.matcher(html).replaceAll("$1\n")).replaceAll("")),
        HREF.matcher(html).results().map(href -> unescaped(href.group(1))).toList());
  }

  /**
   * @throws AssertionError if a word is missing, or out of order
   */
  void containsWords(List<String> words) {
    int at = 0;
    for (String word : words) {
      int found = text.indexOf(word, at);
      assertThat(found).as("%s in %s", word, text).isNotNegative();
      at = found + word.length();
    }
  }

  static String unescaped(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
  }
}

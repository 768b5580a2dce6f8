package io.chatalot.webhooks.application.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What HTML made of a stranger's Markdown must be: of known tags alone, whole, shallow, short. */
final class SafeHtml {
  private static final int MAX_HTML = 64 * 1024;
  private static final int MAX_DEPTH = 110;

  private static final Pattern TAG =
      Pattern.compile(
          "<(?:(/?)(p|em|strong|del|code|pre|blockquote|ul|ol|li|h[1-6]|table|thead|tbody|tr|th|td|a)|(hr|br)"
              + " /|(ol) start=\"[0-9]{1,9}\"|(code) class=\"language-[^\"<>]*\"|(th|td)"
              + " align=\"(?:left|center|right)\"|(a)"
              + " href=\"(?:[hH][tT][tT][pP][sS]?://|[mM][aA][iI][lL][tT][oO]:)[^\"<>]*\""
              + " rel=\"nofollow noopener noreferrer\")>");

  private SafeHtml() {}

  /**
   * @throws AssertionError if it is not
   */
  static void check(String html) {
    assertThat(html.length()).isLessThanOrEqualTo(MAX_HTML);
    var open = new ArrayDeque<String>();
    var text = new StringBuilder();
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      tag.appendReplacement(text, "");
      step(tag, open);
      assertThat(open.size()).isLessThanOrEqualTo(MAX_DEPTH);
    }
    tag.appendTail(text);
    assertThat(open).isEmpty();
    assertThat(text).doesNotContain("<", ">", "\"");
  }

  private static void step(Matcher tag, ArrayDeque<String> open) {
    if ("/".equals(tag.group(1))) {
      assertThat(open.poll()).isEqualTo(tag.group(2));
    } else if (tag.group(3) == null) {
      String name = name(tag);
      assertThat(name.equals("a") && open.contains("a")).as("a link in a link").isFalse();
      open.push(name);
    }
  }

  private static String name(Matcher tag) {
    String name = tag.group(2);
    for (int group = 4; name == null; group++) {
      name = tag.group(group);
    }
    return name;
  }
}

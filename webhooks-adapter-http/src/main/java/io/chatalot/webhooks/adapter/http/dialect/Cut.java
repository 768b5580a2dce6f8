package io.chatalot.webhooks.adapter.http.dialect;

import io.chatalot.webhooks.domain.MessageContent;

/** Shortens Markdown to what a message may have. */
final class Cut {
  private static final String MARK = "…";

  private Cut() {}

  /** The text itself if it fits; otherwise its beginning, up to the end of a line or a word. */
  static String toFit(String markdown) {
    if (markdown.codePointCount(0, markdown.length()) <= MessageContent.MAX_LENGTH) {
      return markdown;
    }
    int max = markdown.offsetByCodePoints(0, MessageContent.MAX_LENGTH - MARK.length());
    int space = markdown.lastIndexOf(' ', max);
    return markdown.substring(0, space > max / 2 ? space : max) + MARK;
  }
}

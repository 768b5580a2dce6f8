package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.List;
import java.util.stream.Collectors;

/** Joins what a template prints: the Markdown of its author, and values as plain text. */
final class MarkdownOutput {
  private MarkdownOutput() {}

  static String of(Mixed printed) {
    var out = new StringBuilder(printed.length() + 64);
    List<Mixed.Part> parts = printed.parts();
    for (Mixed.Part part : parts) {
      out.append(part.markdown() ? part.text() : plain(part.text()));
    }
    return out.toString();
  }

  private static String plain(String value) {
    return value.lines().map(Markup::plain).collect(Collectors.joining("\n"));
  }
}

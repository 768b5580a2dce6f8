package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;

/** A text in quotes, with backslashes as in Twig. */
final class QuotedText {
  private QuotedText() {}

  /**
   * Reads from the opening quote, and returns the index after the closing one.
   *
   * @param text takes the text
   * @throws Fault if there is no closing quote
   */
  static int read(String template, int from, StringBuilder text) {
    char quote = template.charAt(from);
    int at = from + 1;
    for (; at < template.length() && template.charAt(at) != quote; at++) {
      char c = template.charAt(at);
      if (c == '#' && quote == '"' && template.startsWith("#{", at)) {
        throw new Fault(at, "a text cannot contain #{ }; join texts by ~");
      }
      if (c == '\\' && at + 1 < template.length()) {
        at++;
        escaped(template.charAt(at), text);
      } else {
        text.append(c);
      }
    }
    if (at >= template.length()) {
      throw new Fault(from, "the text in quotes has no end " + quote);
    }
    return at + 1;
  }

  private static void escaped(char c, StringBuilder text) {
    switch (c) {
      case 'n' -> text.append('\n');
      case 't' -> text.append('\t');
      case '\\', '"', '\'' -> text.append(c);
      default -> text.append('\\').append(c);
    }
  }
}

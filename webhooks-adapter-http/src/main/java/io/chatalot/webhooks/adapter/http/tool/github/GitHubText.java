package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Invisible;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Parts of a sentence, made from texts of users: short, on one line and with their markup escaped.
 */
final class GitHubText {
  private static final int NAME_LENGTH = 100;
  private static final int TITLE_LENGTH = 150;
  private static final int QUOTED_LENGTH = 200;
  private static final int SHORT_ID = 7;

  /** The longest address that is linked; longer ones would fill the message. */
  private static final int URL_LENGTH = 500;

  /** UTF-16 units that are searched for the first line of a text. */
  private static final int LOOKED_AT = 8_000;

  private GitHubText() {}

  static String name(String text) {
    return Markup.plain(firstLine(text));
  }

  /** A title, in which GitHub reads code and shortcodes. */
  static String title(String text) {
    return Markup.title(Markup.firstLine(beginning(text, LOOKED_AT), TITLE_LENGTH));
  }

  static String code(String text) {
    return Markup.code(firstLine(text));
  }

  private static String firstLine(String text) {
    return Markup.firstLine(text, NAME_LENGTH);
  }

  static String link(String label, String url) {
    return label.isEmpty() || url.isEmpty() || url.length() > URL_LENGTH
        ? label
        : Markup.link(label, url);
  }

  /** An issue or another numbered object, with its title and a link. */
  static String numbered(LenientJson thing) {
    String number = thing.text("number");
    String title = thing.text("title");
    String label = number.isEmpty() ? title : "#" + number + " " + title;
    return link(
        title(Invisible.isAll(label) ? "(without a title)" : label), thing.text("html_url"));
  }

  static String count(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }

  static String shortId(String id) {
    return id.length() > SHORT_ID && id.matches("[0-9a-fA-F]{40,64}") ? id.substring(0, 7) : id;
  }

  /**
   * Encodes a text for the path of an address and keeps its slashes. Of a text that makes the
   * address too long for a link anyway it encodes only the beginning, which is too long as well.
   */
  static String inPath(String text) {
    String path = text.length() > URL_LENGTH ? text.substring(0, URL_LENGTH + 1) : text;
    return URLEncoder.encode(path, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  /** The words of a constant: {@code timed_out} becomes "timed out". */
  static String words(String constant) {
    return name(firstLine(constant).replace('_', ' ').toLowerCase(Locale.ROOT));
  }

  /** Quotes the first line of a text without Markdown. */
  static String quoted(String text) {
    String line = Markup.plain(Markup.firstLine(beginning(text, LOOKED_AT), QUOTED_LENGTH));
    return line.isEmpty() ? "" : "> " + line;
  }

  /** The first UTF-16 units of a text, without half a character. */
  static String beginning(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, max - (Character.isLowSurrogate(text.charAt(max)) ? 1 : 0));
  }
}

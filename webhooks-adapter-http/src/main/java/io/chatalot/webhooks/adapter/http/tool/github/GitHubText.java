package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Invisible;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Parts of a sentence, made from texts of users: short, on one line and with their markup escaped.
 */
final class GitHubText {
  private static final int NAME_LENGTH = 100;
  private static final int TITLE_LENGTH = 150;
  private static final int QUOTED_LENGTH = 200;
  private static final int QUOTED_LINES = 2;
  private static final int SHORT_ID = 7;

  /** The longest address that is linked; longer ones would fill the message. */
  private static final int URL_LENGTH = 500;

  /** Characters that are searched for the two lines of a quotation. */
  private static final int LOOKED_AT = 8_000;

  private GitHubText() {}

  static String name(String text) {
    return Markup.plain(firstLine(text));
  }

  static String title(String text) {
    return Markup.plain(Markup.firstLine(beginning(text), TITLE_LENGTH));
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

  /**
   * Quotes the first lines of a text, without comments, fences of code and quotations inside it.
   */
  static String quoted(String body) {
    List<String> lines = new ArrayList<>();
    for (String line : (Iterable<String>) uncommented(beginning(body)).lines()::iterator) {
      String text = line.strip();
      if (text.isEmpty() || text.startsWith(">") || text.startsWith("```")) {
        continue;
      }
      if (lines.size() == QUOTED_LINES) {
        lines.set(QUOTED_LINES - 1, lines.get(QUOTED_LINES - 1) + " …");
        break;
      }
      lines.add("> " + Markup.plain(Markup.firstLine(text, QUOTED_LENGTH)));
    }
    return String.join("\n", lines);
  }

  /** Removes HTML comments, which fill the templates of issues. */
  private static String uncommented(String text) {
    var kept = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf("<!--"); open >= 0; open = text.indexOf("<!--", at)) {
      kept.append(text, at, open);
      int close = text.indexOf("-->", open);
      if (close < 0) {
        return kept.toString();
      }
      at = close + 3;
    }
    return kept.append(text, at, text.length()).toString();
  }

  private static String beginning(String text) {
    if (text.length() <= LOOKED_AT) {
      return text;
    }
    return text.substring(
        0, LOOKED_AT - (Character.isLowSurrogate(text.charAt(LOOKED_AT)) ? 1 : 0));
  }
}

package io.chatalot.webhooks.adapter.http.tool.github;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the HTML tags that people and bots write within Markdown into Markdown. GitHub shows them
 * as HTML; here they would be text. Unknown tags stay.
 */
final class GitHubHtml {
  private static final Pattern TAG =
      Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]{0,14})((?:\\s[^<>]{0,2000}+)?)/?>");

  private static final Pattern ATTRIBUTE =
      Pattern.compile(
          "\\s(href|src|alt)\\s*+=\\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\\s\"'>]++))",
          Pattern.CASE_INSENSITIVE);

  /**
   * A style or a link whose end has not come.
   *
   * @param mark what begins and ends a style; empty for a link
   * @param start the place of its first character in the result
   */
  private record Open(String mark, String url, int start) {}

  private final StringBuilder out = new StringBuilder();
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean preformatted;

  /** Adds a part of a text without code. */
  void add(String part) {
    Matcher tag = TAG.matcher(part);
    int at = 0;
    while (tag.find()) {
      out.append(part, at, tag.start());
      tag(tag);
      at = tag.end();
    }
    out.append(part, at, part.length());
  }

  /** Adds code in Markdown, in which tags are text. */
  void addCode(String code) {
    out.append(code);
  }

  String markdown() {
    return out.toString();
  }

  private void tag(Matcher tag) {
    boolean begins = tag.group(1).isEmpty();
    String name = tag.group(2).toLowerCase(Locale.ROOT);
    switch (name) {
      case "b", "strong" -> style("**", begins);
      case "i", "em" -> style("*", begins);
      case "del", "s", "strike" -> style("~~", begins);
      case "code", "kbd", "samp", "tt" -> style(preformatted ? "" : "`", begins);
      case "summary" -> {
        blocks(begins ? "\n\n" : "");
        style("**", begins);
        blocks(begins ? "" : "\n\n");
      }
      case "a" -> link(begins, attribute(tag.group(3), "href"));
      case "img" -> image(attribute(tag.group(3), "alt"), attribute(tag.group(3), "src"));
      case "br" -> out.append(isInTable() ? " " : "\n");
      case "hr" -> blocks("\n\n---\n\n");
      case "li" -> blocks(begins ? "\n- " : "");
      case "tr" -> blocks("\n");
      case "td", "th" -> out.append(begins && !isLineStart() ? " | " : "");
      case "pre" -> {
        preformatted = begins;
        out.append(begins ? "\n\n```\n" : "\n```\n\n");
      }
      case "h1", "h2", "h3", "h4", "h5", "h6" ->
          blocks(begins ? "\n\n" + "#".repeat(name.charAt(1) - '0') + ' ' : "\n\n");
      case "p", "div", "center", "details", "blockquote", "ul", "ol", "table" -> blocks("\n\n");
      // Their content stays.
      case "thead",
          "tbody",
          "picture",
          "source",
          "sub",
          "sup",
          "span",
          "font",
          "small",
          "ins",
          "u" ->
          out.append("");
      default -> out.append(tag.group());
    }
  }

  /** Writes the beginning or the end of a block, unless a link or a style is open around it. */
  private void blocks(String lines) {
    out.append(open.isEmpty() ? lines : lines.isEmpty() ? "" : " ");
  }

  private boolean isLineStart() {
    return out.substring(out.lastIndexOf("\n") + 1).isBlank();
  }

  private boolean isInTable() {
    return out.substring(out.lastIndexOf("\n") + 1).stripLeading().startsWith("|");
  }

  private void style(String mark, boolean begins) {
    if (mark.isEmpty()) {
      return;
    }
    if (begins) {
      open.push(new Open(mark, "", out.length()));
      return;
    }
    close(mark, text -> mark + (mark.length() > 1 ? text.replace(mark, "") : text) + mark);
  }

  private void link(boolean begins, String url) {
    if (begins) {
      open.push(new Open("", url, out.length()));
      return;
    }
    String address = addressOfLink();
    close("", label -> Markup.link(label.replaceAll("\\s+", " "), address));
  }

  private String addressOfLink() {
    return open.stream().filter(one -> one.mark().isEmpty()).map(Open::url).findFirst().orElse("");
  }

  /** Ends the last style or link of a kind, and writes its content anew. */
  private void close(String mark, UnaryOperator<String> written) {
    for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
      Open one = each.next();
      if (one.mark().equals(mark)) {
        each.remove();
        String content = out.substring(one.start());
        String text = content.strip();
        if (!text.isEmpty() && !text.contains("\n\n")) {
          int from = one.start() + content.indexOf(text);
          out.replace(from, from + text.length(), written.apply(text));
        }
        return;
      }
    }
  }

  private void image(String alt, String url) {
    String label = alt.isBlank() ? "Image" : Markup.plain(alt);
    boolean linked = open.stream().anyMatch(one -> one.mark().isEmpty());
    out.append(linked ? label : Markup.link(label, url));
  }

  private static String attribute(String attributes, String name) {
    Matcher attribute = ATTRIBUTE.matcher(attributes);
    while (attribute.find()) {
      if (attribute.group(1).equalsIgnoreCase(name)) {
        for (int group = 2; group <= 4; group++) {
          if (attribute.group(group) != null) {
            return attribute.group(group);
          }
        }
      }
    }
    return "";
  }
}

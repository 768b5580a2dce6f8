package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.markdown.Addresses;
import io.chatalot.webhooks.adapter.http.tool.markdown.Escape;
import io.chatalot.webhooks.adapter.http.tool.markdown.Letters;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A value in text: escaped, with links for its addresses. */
final class ValueText {
  private static final Pattern DASH = Pattern.compile("-(?=\\s|$)");

  private final String value;

  /** Whether the author's text goes on where the value ends, as in {@code {{ base }}/path}. */
  private final boolean goesOn;

  private final Surroundings around;
  private boolean openAddress;

  /**
   * What is around a value.
   *
   * @param cells whether a vertical bar would end a cell
   * @param heading whether number signs would end a heading
   * @param marks whether what stands before could be the beginning of a block
   * @param label whether it is the label of a link, where addresses are no links
   * @param openCode whether a backtick could close code of the author's
   */
  record Surroundings(
      boolean cells, boolean heading, boolean marks, boolean label, boolean openCode) {}

  /**
   * @param next the author's character after the value
   */
  ValueText(String value, char next, Surroundings around) {
    this.value = Values.unified(value);
    this.around = around;
    this.goesOn = "/?&=#".indexOf(next) >= 0;
  }

  /** Whether the value ended with an address that the author's text continues. */
  boolean isOpenAddress() {
    return openAddress;
  }

  /**
   * The value on one line.
   *
   * @param starts whether it starts its line
   */
  String line(boolean starts) {
    var words = new StringJoiner(" ");
    value.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(words::add);
    boolean space = !starts && startsWithSpace();
    return (space ? " " : "") + escaped(words.toString(), starts) + (endsWithSpace() ? " " : "");
  }

  /**
   * The value on its lines, of which blank ones count as one.
   *
   * @param continued the beginning of each line after the first
   */
  String lines(boolean starts, String continued) {
    var out = new StringBuilder();
    out.append(!starts && startsWithSpace() ? " " : "");
    int start = out.length();
    boolean blank = false;
    for (String each : (Iterable<String>) value.strip().lines()::iterator) {
      String line = each.strip();
      if (line.isEmpty()) {
        blank = true;
        continue;
      }
      if (out.length() > start) {
        out.append(blank ? "\n" + continued.stripTrailing() : "").append('\n').append(continued);
      }
      out.append(escaped(line, starts || out.length() > start));
      blank = false;
      MarkdownOutput.requireRoom(out);
    }
    return out.toString();
  }

  private boolean startsWithSpace() {
    return !value.isEmpty() && Character.isWhitespace(value.charAt(0));
  }

  private boolean endsWithSpace() {
    return !value.isEmpty() && Character.isWhitespace(value.charAt(value.length() - 1));
  }

  private String escaped(String line, boolean starts) {
    Matcher address = Addresses.IN_TEXT.matcher(line);
    var out = new StringBuilder(line.length() + 16);
    int end = 0;
    openAddress = false;
    while (!around.label() && address.find()) {
      out.append(part(line.substring(end, address.start())));
      openAddress = goesOn && address.start() == 0 && address.end() == line.length();
      out.append(openAddress ? Links.encoded(address.group()) : '<' + address.group() + '>');
      end = address.end();
    }
    out.append(part(line.substring(end)));
    boolean block =
        !starts && around.marks() && !line.isEmpty() && ".)-=+#|:".indexOf(line.charAt(0)) >= 0;
    if (block && out.charAt(0) != '\\') {
      return "\\" + out;
    }
    return starts || around.marks() ? withoutBlock(out.toString()) : out.toString();
  }

  private String part(String text) {
    String escaped = Escape.inline(text, Letters.MARKUP, Letters.MARKUP, true);
    if (around.cells()) {
      escaped = escaped.replace("|", "\\|");
    }
    if (around.heading()) {
      escaped = escaped.replace("#", "\\#");
    }
    // No backslash keeps a backtick from closing code.
    return around.openCode() ? escaped.replace("\\`", "&#96;") : escaped;
  }

  private static String withoutBlock(String line) {
    return DASH.matcher(line).lookingAt() ? '\\' + line : Escape.lineStart(line);
  }
}

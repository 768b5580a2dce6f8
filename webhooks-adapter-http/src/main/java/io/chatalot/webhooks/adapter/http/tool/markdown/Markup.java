package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.domain.Invisible;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes Markdown around foreign texts. */
public final class Markup {
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*_\\[\\]<>~|]|&(?=#?[0-9A-Za-z]{1,32};)");

  /** The beginning of a heading, a quote, a list or a rule. */
  private static final Pattern BLOCK =
      Pattern.compile("^(\\s*)(#{1,6}|[-+=]|[0-9]{1,9}[.)])(?=\\s|$|-|=)");

  private static final Pattern LINKABLE =
      Pattern.compile("(?:https?://|mailto:)[^\\s\\p{Cntrl}<>]+", Pattern.CASE_INSENSITIVE);

  /** The ampersand of an entity, which a parser would decode inside an address. */
  private static final String ENTITY = "&(?=#?[0-9A-Za-z]{1,32};)";

  /** An address within a text; a full stop or bracket at its end belongs to the text. */
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[^\\s<>\"]*[^\\s<>\".,;:!?'()\\[\\]*]", Pattern.CASE_INSENSITIVE);

  /** Line breaks other than line feed and carriage return. */
  private static final Pattern OTHER_BREAK = Pattern.compile("[\\x0B\\f\\x85\\u2028\\u2029]");

  private Markup() {}

  /** Escapes a text to one line of plain text. */
  public static String plain(String text) {
    return withoutBlock(escaped(oneLine(text)));
  }

  private static String escaped(String line) {
    return SPECIAL.matcher(line).replaceAll("\\\\$0");
  }

  private static String withoutBlock(String escaped) {
    var block = BLOCK.matcher(escaped);
    if (!block.lookingAt()) {
      return escaped;
    }
    int mark = block.end(2) - 1;
    return escaped.substring(0, mark) + '\\' + escaped.substring(mark);
  }

  /**
   * A link with a label of Markdown; the label alone if the address cannot be opened or is longer
   * than a message.
   */
  public static String link(String label, String url) {
    String address = url.strip();
    if (address.length() > MessageContent.MAX_LENGTH || !LINKABLE.matcher(address).matches()) {
      return label;
    }
    String safe =
        address
            .replace("(", "%28")
            .replace(")", "%29")
            .replace("\\", "%5C")
            .replaceAll(ENTITY, "\\\\$0");
    return Invisible.isAll(label) ? "<" + address + ">" : "[" + label + "](" + safe + ")";
  }

  /** A list item with a name and a value of one or more lines, both in Markdown. */
  public static String item(String name, String value) {
    if (Invisible.isAll(name) && Invisible.isAll(value)) {
      return "";
    }
    String indented = value.strip().replace("\n", "\n  ");
    if (Invisible.isAll(name) || Invisible.isAll(value)) {
      return "- " + name + indented;
    }
    boolean below = value.startsWith("```") || value.startsWith("- ") || value.startsWith("> ");
    return "- " + withColon(name) + (below ? "\n  " : " ") + indented;
  }

  private static String withColon(String name) {
    return name.endsWith(":") || name.endsWith(":**") ? name : name + ":";
  }

  public static String bold(String markdown) {
    return Invisible.isAll(markdown) ? "" : "**" + markdown.strip() + "**";
  }

  /** Inline code, such as the name of a branch. */
  public static String code(String text) {
    String line = oneLine(text).replace('`', '\'');
    return line.isEmpty() ? "" : "`" + line + "`";
  }

  /** The first line of a text, cut to a length in characters. */
  public static String firstLine(String text, int max) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    return line.codePointCount(0, line.length()) <= max
        ? line
        : line.substring(0, line.offsetByCodePoints(0, max - 1)).strip() + "…";
  }

  private static String oneLine(String text) {
    return OTHER_BREAK
        .matcher(text)
        .replaceAll("\n")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** As {@link #plain}, but links the addresses in the text. */
  public static String text(String text) {
    String line = oneLine(text);
    var address = ADDRESS.matcher(line);
    var markdown = new StringBuilder();
    int end = 0;
    while (address.find()) {
      markdown.append(escaped(line.substring(end, address.start())));
      markdown.append('<').append(address.group()).append('>');
      end = address.end();
    }
    markdown.append(escaped(line.substring(end)));
    return withoutBlock(markdown.toString());
  }
}

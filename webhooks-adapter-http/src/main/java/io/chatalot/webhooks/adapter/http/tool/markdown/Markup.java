package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.domain.Invisible;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Text;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes Markdown around foreign texts. */
public final class Markup {
  private static final Pattern DASH = Pattern.compile("-(?=\\s|$)");

  /** Line breaks other than line feed and carriage return. */
  private static final Pattern OTHER_BREAK = Pattern.compile("[\\x0B\\f\\x85\\u2028\\u2029]");

  private static final Pattern CODE = Pattern.compile("(?<![`\\\\])`[^`]{1,200}+`(?!`)");

  /** A link as Slack writes it, with or without a label. */
  private static final String SLACK_LINK =
      "<(https?://[^\\s<>|]{1,2000}+)(?:\\|([^<>|\\n]{1,300}+))?>";

  private static final Pattern SLACK = Pattern.compile(SLACK_LINK, Pattern.CASE_INSENSITIVE);

  /** A link as Slack or Markdown writes it, or a bare address. */
  private static final Pattern LINK =
      Pattern.compile(
          SLACK_LINK
              + "|(?<!!)\\[([^\\[\\]\\n]{1,300}+)\\]\\((https?://[^\\s()<>]{1,2000}+)\\)|"
              + Addresses.IN_TEXT.pattern(),
          Pattern.CASE_INSENSITIVE);

  private static final int MAX_BACKTICKS = 10;

  private Markup() {}

  /** Escapes a text to one line of plain text. */
  public static String plain(String text) {
    return withoutBlock(escaped(oneLine(text)));
  }

  /** As {@link #plain}, but keeps inline code, and shows shortcodes as emoji. */
  public static String title(String text) {
    String line = oneLine(text);
    Matcher code = CODE.matcher(line);
    var title = new StringBuilder();
    int at = 0;
    while (code.find()) {
      title.append(escaped(Shortcodes.inText(line.substring(at, code.start()))));
      title.append(code.group());
      at = code.end();
    }
    return withoutBlock(title.append(escaped(Shortcodes.inText(line.substring(at)))).toString());
  }

  /**
   * The beginning of Markdown, with {@code …} where it is cut. All its code is closed.
   *
   * @param max characters, at least 20
   */
  public static String excerpt(String markdown, int max) {
    return CutFence.closed(Cut.toFit(markdown, max));
  }

  /** Escapes a part of a line whose neighbours may be markup of ours. */
  private static String escaped(String line) {
    return Escape.inline(line, Letters.MARKUP, Letters.MARKUP, true);
  }

  /** Keeps a line of plain text from starting a block; a dash would start a list. */
  private static String withoutBlock(String line) {
    return DASH.matcher(line).lookingAt() ? '\\' + line : Escape.lineStart(line);
  }

  /**
   * A link with a label of Markdown; the label alone if the address cannot be opened or is longer
   * than a message.
   */
  public static String link(String label, String url) {
    String address = url.strip();
    if (address.length() > MessageContent.MAX_LENGTH
        || !Addresses.LINKABLE.matcher(address).matches()) {
      return label;
    }
    String encoded = address.replace("(", "%28").replace(")", "%29").replace("\\", "%5C");
    String safe = Escape.ENTITY.matcher(encoded).replaceAll("\\\\$0");
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
    String line = withFewBackticks(oneLine(text));
    if (line.isEmpty()) {
      return "";
    }
    String marks = "`".repeat(backticks(line) + 1);
    String edge = line.startsWith("`") || line.endsWith("`") ? " " : "";
    return marks + edge + line + edge + marks;
  }

  /** A block of code. */
  public static String fenced(String code) {
    String lines = withFewBackticks(code.stripTrailing());
    String marks = "`".repeat(Math.max(3, backticks(lines) + 1));
    return marks + "\n" + lines + "\n" + marks;
  }

  /** Longer runs of backticks would need still longer marks around the code. */
  private static String withFewBackticks(String code) {
    return backticks(code) > MAX_BACKTICKS ? code.replace('`', '\'') : code;
  }

  /** The length of the longest run of backticks. */
  private static int backticks(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The first line of a text, cut to a length in characters. */
  public static String firstLine(String text, int max) {
    String line = text.strip().lines().findFirst().orElse("").strip();
    return Text.shortened(line, max);
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

  /** As {@link #plain}, but keeps the links of Slack and Markdown, and links bare addresses. */
  public static String text(String text) {
    String line = oneLine(text);
    var link = LINK.matcher(line);
    var markdown = new StringBuilder();
    int end = 0;
    while (link.find()) {
      markdown.append(escaped(line.substring(end, link.start())));
      markdown.append(link.group(3) == null ? link(link) : labelled(link.group(3), link.group(4)));
      end = link.end();
    }
    markdown.append(escaped(line.substring(end)));
    return withoutBlock(markdown.toString());
  }

  /** Turns Slack's links within Markdown into Markdown's. */
  public static String linked(String markdown) {
    return SLACK.matcher(markdown).replaceAll(link -> Matcher.quoteReplacement(link(link)));
  }

  private static String link(MatchResult slack) {
    if (slack.group(2) != null) {
      return labelled(slack.group(2), slack.group(1));
    }
    return '<' + (slack.group(1) == null ? slack.group() : slack.group(1)) + '>';
  }

  private static String labelled(String label, String url) {
    return link(Escape.label(label), url);
  }

  /** Whether a text is an address that a message may link, and nothing else. */
  public static boolean isAddress(String text) {
    return Addresses.LINKABLE.matcher(text).matches();
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins what a template prints: the Markdown of its author, and values, which never make Markdown.
 * In text a value is escaped. It keeps its line breaks where it ends its line, and its lines stay
 * in the quote or the list item in which it starts; before other text it is one line.
 */
public final class MarkdownOutput {
  /** The longest beginning of a line that is repeated for each line of a value. */
  static final int MAX_PREFIX = 40;

  /** The characters of a list mark with nine digits and a space, and one more. */
  private static final int MAX_MARK = 12;

  /** More backslashes in a row are only half read, and one too many may be shown. */
  private static final int MAX_BACKSLASHES = 100;

  /** Quote marks, list marks and indentation at the beginning of a line. */
  private static final Pattern PREFIX =
      Pattern.compile("(?:[ \\t]*+(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \\t])))*+[ \\t]*+");

  /** What the beginning of a block can start with, after a prefix. */
  private static final Pattern MARKS = Pattern.compile("[0-9]{1,9}+|[-=*_+#|: \\t]++");

  private final Skeleton skeleton;
  private final String text;
  private final StringBuilder out;

  /** Whether a backtick of a value could close code of the author's. */
  private final boolean openCode;

  /** Where the line that is being written starts. */
  private int line;

  /** Whether the author's part of the line has a mark between cells. */
  private boolean hasCells;

  /** Whether the author's last word is the beginning of an address. */
  private boolean inAddress;

  private MarkdownOutput(Skeleton skeleton, boolean openCode) {
    this.skeleton = skeleton;
    this.openCode = openCode;
    text = skeleton.text();
    out = new StringBuilder(text.length() + 64);
  }

  /**
   * @throws Fault if the text becomes too long
   */
  public static String of(Mixed printed) {
    String markdown = markdown(printed);
    if (markdown.length() > Run.MAX_TEXT / 3
        && markdown.getBytes(StandardCharsets.UTF_8).length > Run.MAX_TEXT) {
      throw Run.tooMuch();
    }
    return markdown;
  }

  private static String markdown(Mixed printed) {
    if (printed.parts().stream().allMatch(Mixed.Part::isMarkdown)) {
      return printed.text();
    }
    var skeleton = new Skeleton(printed);
    boolean openCode = new Places(skeleton, true).find();
    if (skeleton.joinsFences()) {
      skeleton = new Skeleton(printed);
      openCode = new Places(skeleton, false).find();
    }
    var output = new MarkdownOutput(skeleton, openCode);
    output.write();
    return output.out.toString();
  }

  public static void requireRoom(StringBuilder out) {
    if (out.length() > 2 * Run.MAX_TEXT) {
      throw Run.tooMuch();
    }
  }

  private void write() {
    hasCells = hasCells(0);
    for (int i = 0; i < text.length(); ) {
      Skeleton.Replacement replacement = skeleton.replacementAt(i);
      String value = skeleton.valueAt(i);
      if (replacement != null) {
        append(replacement.markdown());
        inAddress = false;
        i = replacement.end();
        hasCells = hasCells(i);
      } else if (value != null) {
        value(i, value);
        i++;
      } else {
        author(text.charAt(i));
        i++;
        if (text.charAt(i - 1) == '\n') {
          hasCells = hasCells(i);
        }
      }
    }
  }

  private boolean hasCells(int from) {
    for (int i = from; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (text.charAt(i) == '|') {
        return true;
      }
    }
    return false;
  }

  private void append(String markdown) {
    out.append(markdown);
    int last = markdown.lastIndexOf('\n');
    if (last >= 0) {
      line = out.length() - markdown.length() + last + 1;
    }
    requireRoom(out);
  }

  private void author(char c) {
    out.append(c);
    if (c == '\n') {
      line = out.length();
    }
    if (c == '/' && endsWithScheme()) {
      inAddress = true;
    } else if (Character.isWhitespace(c) || "<>`|\")]*".indexOf(c) >= 0) {
      inAddress = false;
    }
  }

  private boolean endsWithScheme() {
    int length = out.length();
    return length >= 7 && out.substring(length - 7).equalsIgnoreCase("http://")
        || length >= 8 && out.substring(length - 8).equalsIgnoreCase("https://");
  }

  private void value(int place, String value) {
    if (inAddress) {
      append(Links.encoded(value.strip()));
      return;
    }
    boolean ends = endsLine(place);
    int near = Math.min(out.length(), line + MAX_PREFIX + 1);
    Matcher prefix = PREFIX.matcher(out).region(line, near);
    prefix.lookingAt();
    // A prefix that goes on behind the characters that are read may have been cut in a number.
    boolean deep = near - line > MAX_PREFIX && prefix.end() > near - MAX_MARK;
    boolean starts = prefix.end() == near || deep;
    boolean heading = !starts && out.charAt(prefix.end()) == '#';
    boolean marks =
        !starts && MARKS.matcher(out).region(prefix.end(), markEnd(prefix.end())).matches();
    String continued = continued(prefix.group());
    var around =
        new ValueText.Surroundings(hasCells, heading, marks, skeleton.isInLabel(place), openCode);
    var written =
        new ValueText(skeleton.isWhole(place) ? value.strip() : value, next(place), around);
    completeBackslash();
    boolean lines = ends && !heading && !hasCells && !deep && continued.length() <= MAX_PREFIX;
    append(lines ? written.lines(starts, continued) : written.line(starts));
    inAddress = written.isOpenAddress();
  }

  private int markEnd(int from) {
    return Math.min(out.length(), from + MAX_PREFIX);
  }

  /** Keeps a backslash of the author's from undoing the escape of a value. */
  private void completeBackslash() {
    int from = out.length();
    int least = Math.max(line, from - MAX_BACKSLASHES);
    while (from > least && out.charAt(from - 1) == '\\') {
      from--;
    }
    if ((out.length() - from) % 2 == 1) {
      out.append('\\');
    }
  }

  /** Whether nothing but white space follows on the line. */
  private boolean endsLine(int place) {
    for (int i = place + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
      if (!Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** The author's next character; a space at the end, and before another value. */
  private char next(int place) {
    boolean isAuthors = place + 1 < text.length() && skeleton.valueAt(place + 1) == null;
    return isAuthors && skeleton.replacementAt(place + 1) == null ? text.charAt(place + 1) : ' ';
  }

  /** The beginning of a further line in the same quote or list item. */
  private static String continued(String prefix) {
    return prefix.replaceAll("[^>\\t]", " ");
  }
}

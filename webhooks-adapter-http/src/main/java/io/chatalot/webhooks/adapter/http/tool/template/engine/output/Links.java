package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.domain.Invisible;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Writes values in the addresses of the author's links percent-encoded where they would end the
 * address. A link without an address becomes its label.
 */
final class Links {
  private static final Pattern MAIL =
      Pattern.compile("[0-9A-Za-z._%+-]{1,64}@[0-9A-Za-z-]{1,63}(?:\\.[0-9A-Za-z-]{1,63}){1,9}");

  /** Characters that would end an address or mean something in Markdown or in HTML. */
  private static final String UNSAFE = "<>\"`\\^{}|()[]*~'";

  private final Skeleton skeleton;
  private final String text;

  /** The most characters that are read in search of the end of an address. */
  private static final int MAX_SEARCHED = 1024 * 1024;

  private static final int MAX_ADDRESS = 2_000;

  private final Deque<Integer> brackets = new ArrayDeque<>();

  private int searched;

  Links(Skeleton skeleton) {
    this.skeleton = skeleton;
    this.text = skeleton.text();
  }

  void startLine() {
    brackets.clear();
  }

  void open(int bracket) {
    brackets.push(bracket);
  }

  /** Reads the closing bracket of a label; returns the index after the link. */
  int close(int bracket, int lineEnd) {
    if (brackets.isEmpty()) {
      return bracket + 1;
    }
    int open = brackets.pop();
    if (!skeleton.is(bracket + 1, '(') || skeleton.is(bracket + 2, '<')) {
      return bracket + 1;
    }
    int end = destinationEnd(bracket + 2, lineEnd);
    if (end < 0) {
      return bracket + 1;
    }
    if (skeleton.hasValue(open, end)) {
      write(open, bracket, end);
    }
    // There are no links in links (CommonMark, 6.3).
    brackets.clear();
    return end + 1;
  }

  private int destinationEnd(int from, int lineEnd) {
    int depth = 0;
    for (int i = from; i < lineEnd && searched < MAX_SEARCHED; i++) {
      searched++;
      if (skeleton.is(i, '(')) {
        depth++;
      } else if (skeleton.is(i, ')')) {
        if (depth == 0) {
          return i;
        }
        depth--;
      } else if (Character.isWhitespace(text.charAt(i)) || skeleton.is(i, '\\')) {
        return -1;
      }
    }
    return -1;
  }

  private void write(int open, int bracket, int end) {
    String address = address(bracket + 2, end);
    boolean linkable = isAddress(address);
    if (linkable && Invisible.isAll(skeleton.filled(open + 1, bracket))) {
      skeleton.replace(open, end + 1, "<" + address + ">");
    } else if (linkable) {
      skeleton.markLabel(open, bracket);
      String shown = Markup.link("x", address);
      skeleton.replace(bracket, end + 1, shown.substring(2));
    } else {
      int start = skeleton.is(open - 1, '!') ? open - 1 : open;
      if (mayOpen(start, open + 1) && skeleton.mayVanish(bracket, end + 1)) {
        skeleton.replace(start, open + 1, "");
        skeleton.replace(bracket, end + 1, "");
      }
    }
  }

  /** Whether a label may go on without what is before it, also at the beginning of a line. */
  private boolean mayOpen(int from, int label) {
    boolean word =
        label < text.length()
            && (skeleton.valueAt(label) != null
                ? !skeleton.valueAt(label).isBlank()
                : Character.isLetterOrDigit(text.charAt(label)) || text.startsWith("**", label));
    return word || skeleton.mayVanish(from, label);
  }

  /** Reads what may be an address in angle brackets; returns the index after it. */
  int angle(int bracket, int lineEnd) {
    int end = bracket + 1;
    while (end < lineEnd && !skeleton.is(end, '>')) {
      searched++;
      if (searched > MAX_SEARCHED
          || Character.isWhitespace(text.charAt(end))
          || skeleton.is(end, '`')) {
        return bracket + 1;
      }
      end++;
    }
    if (end == lineEnd) {
      return bracket + 1;
    }
    if (skeleton.hasValue(bracket, end)) {
      String address = address(bracket + 1, end);
      if (isAddress(address) || MAIL.matcher(address).matches()) {
        skeleton.replace(bracket, end + 1, "<" + address + ">");
        return end + 1;
      }
      if (end == bracket + 2 && mayOpen(bracket, bracket + 1) && skeleton.mayVanish(end, end + 1)) {
        skeleton.replace(bracket, bracket + 1, "");
        skeleton.replace(end, end + 1, "");
      }
    }
    return bracket + 1;
  }

  private static boolean isAddress(String address) {
    return address.length() <= MAX_ADDRESS && Markup.isAddress(address);
  }

  private String address(int from, int to) {
    var out = new StringBuilder();
    for (int i = from; i < to; i++) {
      String value = skeleton.valueAt(i);
      if (value == null) {
        out.append(text.charAt(i));
      } else {
        out.append(encoded(i == from ? value.strip() : value, false));
      }
    }
    return out.toString();
  }

  /** Percent-encodes what would end an address, and what could be emphasis if it were none. */
  static String encoded(String value) {
    return encoded(value, true);
  }

  private static String encoded(String value, boolean underscores) {
    var out = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); ) {
      int c = value.codePointAt(i);
      if (isUnsafe(c) || c == '_' && underscores && !isInWord(value, i)) {
        percent(Character.toString(c), out);
      } else {
        out.appendCodePoint(c);
      }
      i += Character.charCount(c);
    }
    return out.toString();
  }

  private static boolean isUnsafe(int c) {
    return c <= ' ' || UNSAFE.indexOf(c) >= 0 || isInvisible(c);
  }

  private static boolean isInWord(String value, int at) {
    return at > 0
        && at + 1 < value.length()
        && Character.isLetterOrDigit(value.codePointBefore(at))
        && Character.isLetterOrDigit(value.codePointAt(at + 1));
  }

  private static boolean isInvisible(int c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.isISOControl(c)
        || Character.getType(c) == Character.FORMAT;
  }

  private static void percent(String character, StringBuilder out) {
    for (byte b : character.getBytes(StandardCharsets.UTF_8)) {
      out.append('%');
      out.append(Character.toUpperCase(Character.forDigit(b >> 4 & 15, 16)));
      out.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
    }
  }
}

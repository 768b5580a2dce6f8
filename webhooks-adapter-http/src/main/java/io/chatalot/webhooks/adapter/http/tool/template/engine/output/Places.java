package io.chatalot.webhooks.adapter.http.tool.template.engine.output;

import java.util.regex.Pattern;

/** Finds the places of values in the author's code, links and addresses. */
final class Places {
  private static final Pattern BLANK = Pattern.compile("[ \\t\\r>]*+");

  /** A line so deep in quotes and lists that what follows may be no block of code. */
  private static final Pattern DEEP =
      Pattern.compile("(?:[ \\t]*+(?:>|(?:[-+*]|[0-9]{1,9}[.)])(?=[ \\t]))){16}+|[ \\t>]{40}+");

  /** The first line of a fence, but a row where a table goes before it. */
  private static final Pattern FENCE_OR_ROW =
      Pattern.compile("[ \\t>0-9.)*+-]*+(?:```|~~~)[^\\n|]*+\\|");

  private final Skeleton skeleton;
  private final String text;
  private final InlineCode code;
  private final Links links;
  private final boolean mayBeCode;

  /**
   * @param mayBeCode whether code is looked for; otherwise all is text
   */
  Places(Skeleton skeleton, boolean mayBeCode) {
    this.skeleton = skeleton;
    this.text = skeleton.text();
    this.code = new InlineCode(skeleton);
    this.links = new Links(skeleton);
    this.mayBeCode = mayBeCode;
  }

  /**
   * Notes the context of each place in the skeleton.
   *
   * @return whether some code was taken for text, so that a backtick could close it
   */
  boolean find() {
    var fences = new FencedCode(skeleton);
    boolean told = mayBeCode;
    for (int start = 0; start < text.length(); ) {
      told &= !startsWith(DEEP, start) && !startsWith(FENCE_OR_ROW, start);
      int after = told ? fences.read(start) : start;
      if (after > start) {
        start = after;
        code.startParagraph();
        continue;
      }
      if (after < 0) {
        told = false;
      }
      int end = lineEnd(start);
      if (told && isBlank(start, end)) {
        code.startParagraph();
      }
      if (!told) {
        code.doubt();
      }
      line(start, end);
      start = end + 1;
    }
    return code.isEverInDoubt();
  }

  private boolean startsWith(Pattern pattern, int start) {
    return pattern.matcher(text).region(start, text.length()).lookingAt();
  }

  private boolean isBlank(int start, int end) {
    return !skeleton.hasValue(start, end) && BLANK.matcher(text).region(start, end).matches();
  }

  private void line(int start, int end) {
    links.startLine();
    for (int i = start; i < end; ) {
      char c = text.charAt(i);
      if (skeleton.valueAt(i) != null) {
        i++;
      } else if (c == '\\') {
        i += skeleton.valueAt(i + 1) == null ? 2 : 1;
      } else if (c == '*' || c == '_' || c == '~') {
        i = emphasis(i, end);
      } else if (c == '`') {
        i = code.read(i, end);
      } else if (c == '<') {
        int after = links.angle(i, end);
        if (after == i + 1 && mayBeHtml(i + 1)) {
          code.doubt();
        }
        i = after;
      } else if (c == '[') {
        links.open(i);
        i++;
      } else {
        i = c == ']' ? links.close(i, end) : i + 1;
      }
    }
  }

  /** Drops emphasis of nothing, which would be a rule or stray marks; returns the index after. */
  private int emphasis(int from, int lineEnd) {
    int open = runEnd(from, lineEnd);
    String value = skeleton.valueAt(open);
    if (value == null || !value.isBlank()) {
      return open;
    }
    int close = runEnd(open + 1, lineEnd);
    boolean same = skeleton.is(open + 1, text.charAt(from)) && close - open - 1 == open - from;
    if (same && (isBlank(close, lineEnd) || skeleton.mayVanish(from, close))) {
      skeleton.replace(from, close, "");
    }
    return close;
  }

  private int runEnd(int from, int lineEnd) {
    int end = from;
    while (end < lineEnd && skeleton.is(end, text.charAt(from))) {
      end++;
    }
    return end;
  }

  private boolean mayBeHtml(int place) {
    return place < text.length()
        && (skeleton.valueAt(place) != null
            || Character.isLetter(text.charAt(place))
            || "/!?".indexOf(text.charAt(place)) >= 0);
  }

  private int lineEnd(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}

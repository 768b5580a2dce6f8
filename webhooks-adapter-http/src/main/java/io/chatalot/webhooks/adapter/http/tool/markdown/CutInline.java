package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.adapter.http.tool.markdown.CutScan.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the inline markup of one paragraph: code, links, addresses, escapes and emphasis. */
final class CutInline {
  private static final Pattern AUTOLINK =
      Pattern.compile("<(?:[a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^<>\\s]*+|[^<>@\\s]++@[^<>@\\s]++)>");

  /** The end of a link: its address and perhaps a title. */
  private static final Pattern TAIL =
      Pattern.compile(
          "\\(\\s*+(?:<[^<>\\n]*+>|(?:[^\\s()<\\\\]|\\\\.|\\((?:[^\\s()\\\\]|\\\\.)*+\\))*+)"
              + "(?:\\s++(?:\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'))?\\s*+\\)");

  private final List<Span> spans;
  private final String text;
  private final int to;
  private final Matcher autolink;
  private final Matcher address;
  private final Matcher entity;
  private final Matcher tail;
  private final Deque<Integer> brackets = new ArrayDeque<>();
  private final Set<Integer> unclosedCode = new HashSet<>();
  private final CutMarks marks;

  private CutInline(List<Span> spans, String text, int to) {
    this.spans = spans;
    this.text = text;
    this.to = to;
    this.autolink = AUTOLINK.matcher(text);
    this.address = Addresses.BARE.matcher(text);
    this.entity = Escape.ENTITY.matcher(text);
    this.tail = TAIL.matcher(text);
    this.marks = new CutMarks(text);
  }

  static void addTo(List<Span> spans, String text, int from, int to) {
    if (from < to) {
      new CutInline(spans, text, to).scan(from);
    }
  }

  private void scan(int from) {
    int at = from;
    while (at < to) {
      at = next(at);
    }
    spans.addAll(marks.pairs());
  }

  /** Reads the markup that begins at a place, and returns its end. */
  private int next(int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '\\' -> whole(at, Math.min(to, at + 2));
      case '`' -> code(at);
      case '<' -> matched(autolink, at);
      case '&' -> matched(entity, at);
      case '[' -> {
        brackets.push(at);
        yield at + 1;
      }
      case ']' -> link(at);
      case '*', '_', '~' -> marks.run(at, to);
      case 'h', 'H', 'm', 'M', 'w', 'W' ->
          Character.isLetterOrDigit(Letters.before(text, at)) ? at + 1 : matched(address, at);
      default -> at + 1;
    };
  }

  private int matched(Matcher pattern, int at) {
    return pattern.region(at, to).lookingAt() ? whole(at, pattern.end()) : at + 1;
  }

  private int whole(int start, int end) {
    spans.add(Span.whole(start, end));
    return end;
  }

  private int code(int at) {
    int open = ticksEnd(at);
    int length = open - at;
    int close = unclosedCode.contains(length) ? -1 : closing(open, length);
    if (close < 0) {
      unclosedCode.add(length);
      return open;
    }
    spans.add(new Span(at, open, close, close + length, "`".repeat(length)));
    return close + length;
  }

  private int closing(int from, int length) {
    int at = text.indexOf('`', from);
    while (at >= 0 && at < to) {
      int end = ticksEnd(at);
      if (end - at == length) {
        return at;
      }
      at = text.indexOf('`', end);
    }
    return -1;
  }

  private int ticksEnd(int from) {
    int end = from;
    while (end < to && text.charAt(end) == '`') {
      end++;
    }
    return end;
  }

  /** Reads a link or an image, whose label may contain brackets. */
  private int link(int at) {
    if (brackets.isEmpty()) {
      return at + 1;
    }
    int open = brackets.pop();
    if (at + 1 >= to || text.charAt(at + 1) != '(' || !tail.region(at + 1, to).lookingAt()) {
      return at + 1;
    }
    int start = open > 0 && text.charAt(open - 1) == '!' ? open - 1 : open;
    marks.forgetFrom(start);
    while (!spans.isEmpty() && spans.get(spans.size() - 1).start() >= start) {
      spans.remove(spans.size() - 1);
    }
    return whole(start, tail.end());
  }
}

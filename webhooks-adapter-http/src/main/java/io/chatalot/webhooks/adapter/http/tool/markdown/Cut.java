package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.adapter.http.tool.markdown.CutScan.Span;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shortens Markdown to the bound of a message, and closes the markup that the cut leaves open. */
final class Cut {
  private static final String MARK = "…";

  /** UTF-16 units that are parsed. Markup that closes later is taken for text. */
  private static final int MAX_SCANNED = 16 * 1024;

  private static final int MAX_TRIES = 50;

  /** A line that consists of block markers only. */
  private static final Pattern ONLY_MARKS =
      Pattern.compile("(?:[ \\t]*+(?:>|[-*+]++|[0-9]{1,9}[.)]|#{1,6}))++[ \\t]*+");

  /**
   * A line that would change its meaning with the mark at its end: a fence, a rule or a table row.
   */
  private static final Pattern CLOSED_LINE = Pattern.compile("[-=*_`~>|: \\t]*+|.*\\|");

  private static final Pattern ADDRESS = Pattern.compile("://|^www\\.|@|^mailto:");

  private final String text;
  private final int max;
  private final List<Span> spans;

  private Cut(String text, int max) {
    this.text = text;
    this.max = max;
    int end = text.offsetByCodePoints(0, max);
    this.spans =
        CutScan.spans(text).stream()
            .filter(span -> span.start() < end)
            .sorted(Comparator.comparingInt(Span::start).reversed())
            .toList();
  }

  /**
   * The text itself if it fits; otherwise its beginning up to the end of a line or a word, with the
   * mark {@code …}.
   */
  static String toFit(String markdown) {
    return toFit(markdown, MessageContent.MAX_LENGTH);
  }

  /**
   * @param max characters, at least 20
   */
  static String toFit(String markdown, int max) {
    if (length(markdown) <= max) {
      return markdown;
    }
    int scanned = Math.min(markdown.length(), Math.max(MAX_SCANNED, 2 * max + 2));
    return new Cut(markdown.substring(0, scanned), max).cut();
  }

  private String cut() {
    int limit = text.offsetByCodePoints(0, max - MARK.length());
    return atLineEnd(limit).or(() -> atWordEnd(limit)).orElseGet(this::asWritten);
  }

  /**
   * Cuts at the last line end at which only blocks of code are open, unless that loses more than a
   * quarter of the message.
   */
  private Optional<String> atLineEnd(int limit) {
    int least = text.offsetByCodePoints(0, max / 4 * 3);
    for (int at = text.lastIndexOf('\n', limit); at >= least; at = text.lastIndexOf('\n', at - 1)) {
      int end = settled(at);
      if (end < least) {
        // All line ends in between settle at the same place; trying each would be quadratic.
        return Optional.empty();
      }
      if (openAt(at).stream().allMatch(Span::isBlock)) {
        String cut = closed(end);
        if (length(cut) <= max) {
          return Optional.of(cut);
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> atWordEnd(int limit) {
    int at = limit;
    for (int i = 0; i < MAX_TRIES && at > 0; i++) {
      int end = settled(CutPlace.wordEnd(text, at));
      String cut = closed(end);
      int over = length(cut) - max;
      if (end == 0) {
        return Optional.empty();
      }
      if (over <= 0) {
        return Optional.of(cut);
      }
      at = Math.max(0, Math.min(end, at) - over);
    }
    return Optional.empty();
  }

  private List<Span> openAt(int at) {
    return spans.stream().filter(span -> span.isOpenAt(at)).toList();
  }

  /**
   * The nearest place at or before {@code from} at which all open markup can be closed and has
   * content.
   */
  private int settled(int from) {
    int at = from;
    int last;
    do {
      last = at;
      at = CutPlace.withoutSpace(text, at);
      for (Span span : spans) {
        if (span.isOpenAt(at)) {
          at = within(span, at);
        }
      }
      int line = text.lastIndexOf('\n', at - 1) + 1;
      if (at > line && ONLY_MARKS.matcher(text).region(line, at).matches()) {
        at = line;
      }
    } while (at < last);
    return at;
  }

  private static int within(Span span, int at) {
    return span.isWhole() || at <= span.contentStart()
        ? span.start()
        : Math.min(at, span.contentEnd());
  }

  /** The text up to a place, with the closing marks of its open markup and the cut mark. */
  private String closed(int end) {
    var cut = new StringBuilder(text.substring(0, end));
    List<Span> open = openAt(end);
    for (Span span : open) {
      boolean code = span.closing().startsWith("`") && cut.charAt(cut.length() - 1) == '`';
      cut.append(code ? " " : "").append(span.closing());
    }
    String last = cut.substring(cut.lastIndexOf("\n") + 1);
    if (CLOSED_LINE.matcher(last).matches()) {
      return cut.append("\n\n").append(MARK).toString();
    }
    String word = last.substring(Math.max(last.lastIndexOf(' '), last.lastIndexOf('\t')) + 1);
    boolean address = open.isEmpty() && ADDRESS.matcher(word).find();
    return cut.append(address ? " " : "").append(MARK).toString();
  }

  /** Shows a text without a place to cut as code, so that nothing of it is read as markup. */
  private String asWritten() {
    String fence = "```\n";
    String end = "\n```\n\n" + MARK;
    int at = text.offsetByCodePoints(0, max - fence.length() - end.length());
    return fence + text.substring(0, CutPlace.between(text, at)).replace('`', '\'') + end;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}

package io.chatalot.webhooks.adapter.http.tool.markdown;

import io.chatalot.webhooks.application.driving.MarkupSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the spans of markup in a text. A cut must keep some spans whole, and close the others. */
final class CutScan {
  /**
   * A span of markup, from its first opening to its last closing character.
   *
   * @param closing the text that closes the span after a cut; empty if the span must stay whole
   */
  record Span(int start, int contentStart, int contentEnd, int end, String closing) {
    /** A span that must stay whole, such as a link. */
    static Span whole(int start, int end) {
      return new Span(start, start, end, end, "");
    }

    boolean isWhole() {
      return closing.isEmpty();
    }

    boolean isBlock() {
      return closing.startsWith("\n");
    }

    boolean isOpenAt(int at) {
      return start < at && at < end;
    }
  }

  private CutScan() {}

  /** The spans of a text, properly nested or disjoint. */
  static List<Span> spans(String text) {
    var spans = new ArrayList<Span>();
    for (MarkupSpan markup : MarkupSpan.in(text)) {
      if (markup.isFence()) {
        fence(text, markup).ifPresent(spans::add);
      } else {
        spans.add(inline(text, markup));
      }
    }
    return spans;
  }

  private static Span inline(String text, MarkupSpan markup) {
    int contentEnd = markup.end() - markup.marks();
    return new Span(
        markup.start(),
        markup.start() + markup.marks(),
        contentEnd,
        markup.end(),
        text.substring(contentEnd, markup.end()));
  }

  private static Optional<Span> fence(String text, MarkupSpan markup) {
    int line = text.lastIndexOf('\n', markup.start() - 1) + 1;
    int lineEnd = lineEnd(text, markup.start());
    return CutFence.opening(text.substring(line, lineEnd))
        .map(fence -> fence.span(text, line, lineEnd, markup.end()));
  }

  static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}

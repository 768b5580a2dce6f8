package io.chatalot.webhooks.adapter.http.tool.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

  /** The beginning of a block; inline markup never continues from the line before. */
  private static final Pattern BLOCK =
      Pattern.compile("[ \\t>]*+(?:[-*+]|[0-9]{1,9}[.)]|#{1,6})(?=\\s|$)");

  private static final Pattern HEADING = Pattern.compile("[ \\t>]*+#{1,6}(?=\\s|$)");

  private CutScan() {}

  /** The spans of a text, properly nested or disjoint. */
  static List<Span> spans(String text) {
    var spans = new ArrayList<Span>();
    int paragraph = 0;
    boolean quoted = false;
    for (int at = 0; at < text.length(); ) {
      int lineEnd = lineEnd(text, at);
      String line = text.substring(at, lineEnd);
      boolean quote = line.stripLeading().startsWith(">");
      var fence = CutFence.opening(line);
      if (fence.isPresent() || quote != quoted || BLOCK.matcher(line).lookingAt()) {
        CutInline.addTo(spans, text, paragraph, at);
        paragraph = at;
      }
      quoted = quote;
      int next = lineEnd + 1;
      if (fence.isPresent()) {
        int end = fence.get().end(text, lineEnd);
        spans.add(fence.get().span(text, at, lineEnd, end));
        next = end + 1;
        paragraph = next;
      } else if (line.isBlank() || HEADING.matcher(line).lookingAt()) {
        CutInline.addTo(spans, text, paragraph, lineEnd);
        paragraph = next;
      }
      at = next;
    }
    CutInline.addTo(spans, text, paragraph, text.length());
    return spans;
  }

  static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}

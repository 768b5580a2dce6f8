package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.application.markdown.SourceMarkup;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of markup in a text, for callers that shorten Markdown.
 *
 * @param start the first character, as a UTF-16 offset in the text; of fenced code the first
 *     character of the fence, behind the markers of quotes and lists
 * @param end the end, exclusive
 * @param marks the length in UTF-16 units of the opening mark, and of the closing mark, of emphasis
 *     and inline code; 0 for links, addresses, escapes, and fenced code
 * @param isFence whether this is a fenced block of code
 */
public record MarkupSpan(int start, int end, int marks, boolean isFence) {
  /**
   * All markup of a text, nested or disjoint. Dense emphasis takes more than linear time. Safe for
   * use by many threads.
   */
  public static List<MarkupSpan> in(String markdown) {
    var spans = new ArrayList<MarkupSpan>();
    SourceMarkup.find(
        markdown,
        new SourceMarkup.Found() {
          @Override
          public void inline(int start, int end, int marks) {
            spans.add(new MarkupSpan(start, end, marks, false));
          }

          @Override
          public void fence(int start, int end) {
            spans.add(new MarkupSpan(start, end, 0, true));
          }
        });
    return spans;
  }
}

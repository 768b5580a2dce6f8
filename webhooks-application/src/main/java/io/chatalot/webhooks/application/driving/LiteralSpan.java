package io.chatalot.webhooks.application.driving;

import io.chatalot.webhooks.application.markdown.LiteralPlaces;
import java.util.ArrayList;
import java.util.List;

/**
 * The place of code, of HTML or of a link's address in a text, for callers that replace words of
 * Markdown.
 *
 * @param start the first character, as a UTF-16 offset in the text
 * @param end the end, exclusive
 */
public record LiteralSpan(int start, int end) {
  /**
   * All such places of a text, in its order and disjoint. Dense emphasis takes more than linear
   * time. Safe for use by many threads.
   */
  public static List<LiteralSpan> in(String markdown) {
    var spans = new ArrayList<LiteralSpan>();
    LiteralPlaces.find(markdown, (start, end) -> spans.add(new LiteralSpan(start, end)));
    return spans;
  }
}

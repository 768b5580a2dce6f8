package io.chatalot.webhooks.adapter.http.tool.slack;

import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import java.util.stream.Stream;

/**
 * The lists of a rich text block. Slack writes each level of a nested list as a list of its own,
 * and the rest of the outer list behind it.
 */
final class SlackRichLists {
  private static final int MAX_INDENT = 8;
  private static final int MAX_OFFSET = 1_000_000;
  private static final int COLUMNS = 4;

  private final ListNesting open = new ListNesting();

  /** Whether a list nests in, or goes on with, the list above it. */
  boolean continuesWith(LenientJson list) {
    int depth = open.depth(column(list));
    boolean sibling = depth < open.openItems();
    return depth > 0 || sibling && isOrdered(list) == (open.number(depth) > 0);
  }

  void close() {
    open.close();
  }

  String markdown(LenientJson list) {
    boolean ordered = isOrdered(list);
    int number = ordered ? firstNumber(list) : 0;
    char delimiter = delimiter(list, number);
    var items = new StringBuilder();
    for (LenientJson item : list.first(Draft.MAX_ITEMS, "elements")) {
      String text = items.length() > Draft.ENOUGH ? "" : SlackRichText.inline(item).strip();
      if (!text.isEmpty()) {
        String mark = ordered ? "" + number + delimiter + ' ' : "- ";
        String beginning = open.item(column(list), mark, number);
        items.append(items.isEmpty() ? "" : "\n").append(beginning);
        items.append(text.replace("\n", "\n" + " ".repeat(beginning.length())));
      }
      number += ordered ? 1 : 0;
    }
    return items.toString();
  }

  /** The items on one line. */
  static String line(LenientJson list) {
    return Draft.upToEnough(
        " ",
        list.first(Draft.MAX_ITEMS, "elements").stream()
            .map(SlackRichText::inline)
            .flatMap(item -> item.isBlank() ? Stream.of() : Stream.of("• " + item.strip())));
  }

  /**
   * The number of the first item. A list that goes on behind a nested one says how many items it
   * has already; some senders leave that to Slack.
   */
  private int firstNumber(LenientJson list) {
    int offset = list.at("offset").within(0, MAX_OFFSET);
    int depth = open.depth(column(list));
    boolean goesOn = open.openItems() > depth + 1;
    return offset == 0 && goesOn ? open.number(depth) + 1 : offset + 1;
  }

  /** Markdown would join two lists with the same mark, and number them through. */
  private char delimiter(LenientJson list, int number) {
    int depth = open.depth(column(list));
    int before = open.number(depth);
    boolean dot = open.mark(depth).contains(".");
    return before == 0 || (before + 1 == number) == dot ? '.' : ')';
  }

  private static boolean isOrdered(LenientJson list) {
    return list.text("style").equals("ordered");
  }

  private static double column(LenientJson list) {
    return COLUMNS * (double) list.at("indent").within(0, MAX_INDENT);
  }
}

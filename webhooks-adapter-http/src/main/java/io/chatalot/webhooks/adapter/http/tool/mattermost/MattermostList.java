package io.chatalot.webhooks.adapter.http.tool.mattermost;

import java.util.ArrayList;
import java.util.List;

/**
 * The open items of a list of Mattermost, in which any indent nests. CommonMark nests at the column
 * of the parent's text alone.
 */
final class MattermostList {
  private final List<Item> open = new ArrayList<>();

  /**
   * @param column the spaces before the mark in the source
   * @param indent the spaces before the mark in Markdown
   * @param width the length of the mark and the spaces behind it
   */
  private record Item(int column, int indent, int width) {
    /** The indent in Markdown of what stands at a column of the source. */
    int inside(int at) {
      int within = at - column - width;
      return indent + width + Math.max(0, within);
    }
  }

  boolean isOpen() {
    return !open.isEmpty();
  }

  void close() {
    open.clear();
  }

  /** Opens an item, and returns its indent. */
  int item(int column, int width) {
    while (isOpen() && open.get(open.size() - 1).column >= column) {
      open.remove(open.size() - 1);
    }
    int indent = isOpen() ? open.get(open.size() - 1).inside(column) : column;
    open.add(new Item(column, indent, width));
    return indent;
  }

  /** The indent of a line of the item that is open at a column. */
  int indent(int column) {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).column < column) {
        return open.get(i).inside(column);
      }
    }
    return column;
  }

  /** The indent of the text of the innermost item. */
  int content() {
    Item last = open.get(open.size() - 1);
    return last.indent + last.width;
  }
}

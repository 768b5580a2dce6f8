package io.chatalot.webhooks.adapter.http.tool.slack;

import java.util.ArrayList;
import java.util.List;

/** The open items of nested lists, with their indents in Markdown. */
final class ListNesting {
  private static final int MAX_DEPTH = 10;

  /** Least indent, in columns, of an item below its parent. */
  private static final double STEP = 2;

  private final List<Level> levels = new ArrayList<>();

  /**
   * An open item.
   *
   * @param column the column of its mark in the source; a space is one column
   * @param indent the spaces before its mark in Markdown
   * @param mark the mark with the space behind it
   * @param number the number of an ordered item; 0 for a bullet
   */
  record Level(double column, int indent, String mark, int number) {
    int content() {
      return indent + mark.length();
    }
  }

  /** The depth of an item at a column: a sibling of an open item, or a child of one. */
  int depth(double column) {
    for (int i = levels.size() - 1; i >= 0; i--) {
      double open = levels.get(i).column;
      if (column >= open + STEP && i + 1 < MAX_DEPTH) {
        return i + 1;
      }
      if (column > open - STEP) {
        return i;
      }
    }
    return 0;
  }

  int openItems() {
    return levels.size();
  }

  /** The number of the open item at a depth; 0 if there is none or if it has a bullet. */
  int number(int depth) {
    return depth < levels.size() ? levels.get(depth).number : 0;
  }

  /** The mark of the open item at a depth; empty if there is none. */
  String mark(int depth) {
    return depth < levels.size() ? levels.get(depth).mark : "";
  }

  /** Opens an item, and returns its beginning: the indent and the mark. */
  String item(double column, String mark, int number) {
    int depth = depth(column);
    levels.subList(depth, levels.size()).clear();
    int indent = depth == 0 ? 0 : levels.get(depth - 1).content();
    levels.add(new Level(column, indent, mark, number));
    return " ".repeat(indent) + mark;
  }

  /** The indent of a further line of an open item; 0 if no open item reaches to the column. */
  int content(double column) {
    for (int i = levels.size() - 1; i >= 0; i--) {
      if (column >= levels.get(i).column + STEP) {
        return levels.get(i).content();
      }
    }
    return 0;
  }

  void close() {
    levels.clear();
  }
}

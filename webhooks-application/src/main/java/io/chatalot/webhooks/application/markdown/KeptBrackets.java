package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.CustomNode;

/** What looks like a link but may not be one: its children stand between brackets, as written. */
final class KeptBrackets extends CustomNode {
  private final String opening;
  private final String closing;

  /**
   * @param closing from the closing bracket on, with what stood in parentheses behind it
   */
  KeptBrackets(String opening, String closing) {
    this.opening = opening;
    this.closing = closing;
  }

  String opening() {
    return opening;
  }

  String closing() {
    return closing;
  }
}

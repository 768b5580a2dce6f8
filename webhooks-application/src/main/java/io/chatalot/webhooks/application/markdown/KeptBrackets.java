package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.CustomNode;

/** A refused link: its children are shown between the brackets of the source. */
final class KeptBrackets extends CustomNode {
  private final String opening;
  private final String closing;

  /**
   * @param closing the closing bracket and the parentheses or label behind it
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

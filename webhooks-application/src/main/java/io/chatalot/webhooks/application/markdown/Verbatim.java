package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.CustomNode;

/** Text of one line that stays as it was written, and in which no address is looked for. */
final class Verbatim extends CustomNode {
  private final String literal;

  Verbatim(String literal) {
    this.literal = literal;
  }

  String literal() {
    return literal;
  }
}

package io.chatalot.webhooks.application.markdown.address;

import org.commonmark.node.CustomNode;

/** Text of one line that stays as it was written, and in which no address is looked for. */
public final class Verbatim extends CustomNode {
  private final String literal;

  public Verbatim(String literal) {
    this.literal = literal;
  }

  public String literal() {
    return literal;
  }
}

package io.chatalot.webhooks.application.markdown.address;

import org.commonmark.node.CustomNode;

/** Text of one line that is shown as written, without links for its addresses. */
public final class Verbatim extends CustomNode {
  private final String literal;

  public Verbatim(String literal) {
    this.literal = literal;
  }

  public String literal() {
    return literal;
  }
}

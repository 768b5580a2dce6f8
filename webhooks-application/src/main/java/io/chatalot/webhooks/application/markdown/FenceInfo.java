package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/**
 * Shows what stands behind a fence if it is more than the name of a language: many senders begin
 * their text on the fence's line, and CommonMark shows nothing of it.
 */
final class FenceInfo extends AbstractVisitor {
  @Override
  public void visit(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    if (info.chars().anyMatch(Character::isWhitespace)) {
      block.setLiteral(info + "\n" + block.getLiteral());
    }
  }
}

package io.chatalot.webhooks.application.markdown;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/**
 * Shows the text behind an opening fence if it is longer than the name of a language: many senders
 * begin their text on the fence's line, which CommonMark hides.
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

package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.domain.Invisible;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/**
 * Shows the text behind an opening fence if it has several words or the block is blank: many
 * senders begin their text on the fence's line, which CommonMark hides.
 */
final class FenceInfo extends AbstractVisitor {
  @Override
  public void visit(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo().strip();
    boolean isText = info.chars().anyMatch(Character::isWhitespace);
    if (isText || !info.isEmpty() && Invisible.isAll(block.getLiteral())) {
      block.setLiteral(info + "\n" + block.getLiteral());
    }
  }
}

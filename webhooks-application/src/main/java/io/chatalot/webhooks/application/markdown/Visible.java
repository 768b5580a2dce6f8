package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Verbatim;
import io.chatalot.webhooks.domain.Invisible;
import org.commonmark.node.Code;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.Text;

/** Tests whether a node of a document contains a visible character. */
final class Visible {
  private Visible() {}

  static boolean in(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      if (isVisible(child) || in(child)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isVisible(Node node) {
    if (node instanceof Text text) {
      return !Invisible.isAll(text.getLiteral());
    }
    if (node instanceof Code code) {
      return !Invisible.isAll(code.getLiteral());
    }
    return node instanceof HtmlInline || node instanceof KeptBrackets || node instanceof Verbatim;
  }
}

package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Verbatim;
import java.util.List;
import java.util.function.BiConsumer;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;

/** Finds the parts of a text that are no prose. Safe for use by many threads. */
public final class LiteralPlaces {
  private LiteralPlaces() {}

  /**
   * Parses a text, and reports its code, its HTML and the addresses of its links in the order of
   * the text.
   *
   * @param found receives the start and the end of each part as UTF-16 offsets; the end is
   *     exclusive
   */
  public static void find(String markdown, BiConsumer<Integer, Integer> found) {
    SourceMarkup.PARSER.parse(markdown).accept(new Places(markdown, found));
  }

  private static final class Places extends AbstractVisitor {
    private final String source;
    private final BiConsumer<Integer, Integer> found;

    Places(String source, BiConsumer<Integer, Integer> found) {
      this.source = source;
      this.found = found;
    }

    @Override
    public void visit(Code code) {
      literal(code);
    }

    @Override
    public void visit(FencedCodeBlock block) {
      literal(block);
    }

    @Override
    public void visit(IndentedCodeBlock block) {
      literal(block);
    }

    @Override
    public void visit(HtmlInline html) {
      literal(html);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof Verbatim) {
        literal(node);
      } else {
        visitChildren(node);
      }
    }

    /** Reports the part behind the label, or all of an address without a label. */
    @Override
    public void visit(Link link) {
      List<SourceSpan> spans = link.getSourceSpans();
      if (spans.isEmpty()) {
        return;
      }
      int start = spans.get(0).getInputIndex();
      if ("[!".indexOf(source.charAt(start)) < 0) {
        literal(link);
        return;
      }
      visitChildren(link);
      int end = end(link);
      Node label = link.getLastChild();
      found.accept(label == null || label.getSourceSpans().isEmpty() ? end : end(label), end);
    }

    private void literal(Node node) {
      if (!node.getSourceSpans().isEmpty()) {
        found.accept(node.getSourceSpans().get(0).getInputIndex(), end(node));
      }
    }

    private static int end(Node node) {
      SourceSpan last = node.getSourceSpans().get(node.getSourceSpans().size() - 1);
      return last.getInputIndex() + last.getLength();
    }
  }
}

package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.AddressParser;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;

/**
 * Shows the link definitions that no link of the document uses as the text that they are.
 * CommonMark shows no definitions, and takes a line such as {@code [INFO]: started} for a
 * definition.
 */
final class Definitions {
  private final String source;
  private final Set<Node> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param source the parsed Markdown, to which the source spans of the blocks refer
   */
  Definitions(String source) {
    this.source = source;
  }

  void show(Node document) {
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            if (link instanceof ReferenceLink reference && !isInLink(link)) {
              used.add(reference.definition());
            }
            visitChildren(link);
          }
        });
    showWithin(document);
  }

  /** An image in a link is shown without its own address. */
  private static boolean isInLink(Node node) {
    Node parent = node.getParent();
    while (parent != null && !(parent instanceof Link)) {
      parent = parent.getParent();
    }
    return parent != null;
  }

  /** Shows definitions as the first lines of the paragraph that they precede. */
  private void showWithin(Node parent) {
    Paragraph shown = null;
    int nextLine = -1;
    Node next;
    for (Node child = parent.getFirstChild(); child != null; child = next) {
      next = child.getNext();
      if (!(child instanceof Block)) {
        return;
      }
      if (firstLine(child) != nextLine) {
        shown = null;
      }
      if (child instanceof LinkReferenceDefinition definition) {
        nextLine = lastLine(child) + 1;
        if (!used.contains(child) || !isAllOfItsLines(definition)) {
          if (shown == null) {
            shown = new Paragraph();
            child.insertBefore(shown);
          }
          appendText(child, shown);
        }
        child.unlink();
      } else if (child instanceof Paragraph && shown != null) {
        appendChildren(child, shown);
        child.unlink();
        shown = null;
      } else {
        shown = null;
        showWithin(child);
      }
    }
  }

  /**
   * Whether the definition fills its lines. The library also takes lines whose end alone is a
   * definition.
   */
  private boolean isAllOfItsLines(LinkReferenceDefinition definition) {
    var lines = new StringBuilder();
    for (SourceSpan line : definition.getSourceSpans()) {
      lines.append(text(line));
    }
    String text = withoutSpace(lines.toString());
    String label = withoutSpace("[" + definition.getLabel() + "]:");
    return text.startsWith(label)
        && isDestination(text.substring(label.length()), definition.getDestination());
  }

  /** Compares the beginnings, since the destination has no escapes of the source. */
  private static boolean isDestination(String text, String destination) {
    String written = text.startsWith("<") ? text.substring(1) : text;
    int plain = Math.max(written.indexOf('\\'), written.indexOf('&')) < 0 ? Integer.MAX_VALUE : 4;
    String beginning = withoutSpace(destination);
    return written.startsWith(beginning.substring(0, Math.min(plain, beginning.length())));
  }

  private static String withoutSpace(String text) {
    return text.replaceAll("\\s", "");
  }

  private String text(SourceSpan line) {
    return source.substring(line.getInputIndex(), line.getInputIndex() + line.getLength()).strip();
  }

  private void appendText(Node definition, Paragraph shown) {
    for (SourceSpan line : definition.getSourceSpans()) {
      breakLine(shown);
      AddressParser.appendText(text(line), shown);
    }
  }

  private static void appendChildren(Node paragraph, Paragraph shown) {
    breakLine(shown);
    Node next;
    for (Node child = paragraph.getFirstChild(); child != null; child = next) {
      next = child.getNext();
      shown.appendChild(child);
    }
  }

  private static void breakLine(Paragraph shown) {
    if (shown.getFirstChild() != null) {
      shown.appendChild(new SoftLineBreak());
    }
  }

  private static int firstLine(Node block) {
    List<SourceSpan> spans = block.getSourceSpans();
    return spans.isEmpty() ? -1 : spans.get(0).getLineIndex();
  }

  private static int lastLine(Node block) {
    List<SourceSpan> spans = block.getSourceSpans();
    return spans.isEmpty() ? -1 : spans.get(spans.size() - 1).getLineIndex();
  }
}

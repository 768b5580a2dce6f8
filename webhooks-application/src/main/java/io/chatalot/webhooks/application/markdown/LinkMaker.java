package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Linkable;
import io.chatalot.webhooks.application.markdown.address.Verbatim;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.parser.InlineParserContext;
import org.commonmark.parser.beta.LinkInfo;
import org.commonmark.parser.beta.LinkProcessor;
import org.commonmark.parser.beta.LinkResult;
import org.commonmark.parser.beta.Scanner;

/**
 * Turns links and images whose address may be linked into links, and keeps all other brackets as
 * text, such as {@code f[i](x) = 5}. The library's own link processor never makes a link.
 */
final class LinkMaker implements LinkProcessor {
  @Override
  public LinkResult process(LinkInfo found, Scanner scanner, InlineParserContext context) {
    if (found.destination() != null) {
      return Linkable.is(found.destination())
          ? made(new Link(found.destination(), null), found, scanner)
          : kept(found, scanner);
    }
    String label = found.label();
    String reference = label == null || label.isEmpty() ? found.text(scanner) : label;
    var definition = context.getDefinition(LinkReferenceDefinition.class, reference);
    if (definition == null) {
      return LinkResult.none();
    }
    return Linkable.is(definition.getDestination())
        ? made(new ReferenceLink(definition), found, scanner)
        // The address may not be linked: keep the brackets, and parse the text behind them.
        : LinkResult.wrapTextIn(new KeptBrackets("[", "]"), found.afterTextBracket());
  }

  private static LinkResult made(Link link, LinkInfo found, Scanner scanner) {
    LinkResult result = LinkResult.wrapTextIn(link, scanner.position());
    return found.marker() == null ? result : result.includeMarker();
  }

  /** Keeps the source verbatim, unless it contains a link or a line break. */
  private static LinkResult kept(LinkInfo found, Scanner scanner) {
    String opening = found.marker() == null ? "[" : "![";
    String closing =
        "]" + scanner.getSource(found.afterTextBracket(), scanner.position()).getContent();
    String source = opening + found.text(scanner) + closing;
    LinkResult result =
        source.indexOf('\n') < 0 && !containsLink(found.openingBracket())
            ? LinkResult.replaceWith(new Verbatim(source), scanner.position())
            : LinkResult.wrapTextIn(new KeptBrackets(opening, closing), scanner.position());
    return found.marker() == null ? result : result.includeMarker();
  }

  private static boolean containsLink(Node openingBracket) {
    Node node = openingBracket.getNext();
    while (node != null && !(node instanceof Link) && !(node instanceof KeptBrackets)) {
      node = node.getNext();
    }
    return node != null;
  }
}

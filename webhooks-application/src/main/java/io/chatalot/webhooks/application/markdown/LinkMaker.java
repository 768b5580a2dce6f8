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
 * Decides what brackets are: links and images whose address may be linked become links, all others
 * stay the text that they are, such as {@code f[i](x) = 5}. The library's own processor is never
 * left a link to make.
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
        // A definition that doesn't count: only the brackets are taken, and what follows is read.
        : LinkResult.wrapTextIn(new KeptBrackets("[", "]"), found.afterTextBracket());
  }

  private static LinkResult made(Link link, LinkInfo found, Scanner scanner) {
    LinkResult result = LinkResult.wrapTextIn(link, scanner.position());
    return found.marker() == null ? result : result.includeMarker();
  }

  /** The source itself, unless a link of its own or a line's end is within. */
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

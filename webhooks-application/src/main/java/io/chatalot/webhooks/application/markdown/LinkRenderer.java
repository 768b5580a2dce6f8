package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Linkable;
import io.chatalot.webhooks.application.markdown.address.Verbatim;
import io.chatalot.webhooks.domain.Invisible;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;

/**
 * Renders the links of one document, none inside another, and the nodes that are shown as their
 * source, such as HTML.
 */
final class LinkRenderer implements NodeRenderer {
  private final HtmlNodeRendererContext context;
  private boolean inLink;

  LinkRenderer(HtmlNodeRendererContext context) {
    this.context = context;
  }

  @Override
  public Set<Class<? extends Node>> getNodeTypes() {
    return Set.of(
        Link.class, ReferenceLink.class, KeptBrackets.class, Verbatim.class, HtmlInline.class);
  }

  @Override
  public void render(Node node) {
    if (node instanceof Verbatim verbatim) {
      context.getWriter().text(verbatim.literal());
    } else if (node instanceof HtmlInline html) {
      renderText(html.getLiteral());
    } else if (node instanceof KeptBrackets kept) {
      renderBetween(kept.opening(), kept, kept.closing());
    } else if (node instanceof Link link) {
      render(link);
    }
  }

  private void render(Link link) {
    String destination = link.getDestination();
    if (!Linkable.is(destination)) {
      // Only an address in angle brackets gets here; a C++ name with two colons looks like an
      // address.
      renderBetween("<", link, ">");
    } else if (inLink) {
      renderLabel(link);
    } else {
      inLink = true;
      var attributes = new LinkedHashMap<String, String>();
      attributes.put("href", withoutInvisible(context.encodeUrl(destination)));
      attributes.put("rel", "nofollow noopener noreferrer");
      context.getWriter().tag("a", attributes);
      renderLabel(link);
      context.getWriter().tag("/a");
      inLink = false;
    }
  }

  /** Percent-encodes white space and invisible characters in UTF-8, as a browser would. */
  private static String withoutInvisible(String address) {
    if (address.codePoints().noneMatch(Invisible::is)) {
      return address;
    }
    return address
        .codePoints()
        .mapToObj(c -> Invisible.is(c) ? percentEncoded(c) : Character.toString(c))
        .collect(Collectors.joining());
  }

  private static String percentEncoded(int c) {
    return c == ' ' ? "%20" : URLEncoder.encode(Character.toString(c), StandardCharsets.UTF_8);
  }

  private void renderLabel(Link link) {
    if (Visible.in(link)) {
      renderChildren(link);
    } else {
      context.getWriter().text(link.getDestination());
    }
  }

  private void renderBetween(String opening, Node node, String closing) {
    renderText(opening);
    renderChildren(node);
    renderText(closing);
  }

  private void renderText(String text) {
    String[] lines = text.split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (i > 0) {
        context.getWriter().raw(context.getSoftbreak());
      }
      context.getWriter().text(lines[i]);
    }
  }

  private void renderChildren(Node node) {
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      context.render(child);
    }
  }
}

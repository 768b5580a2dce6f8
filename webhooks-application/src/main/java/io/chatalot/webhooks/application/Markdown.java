package io.chatalot.webhooks.application;

import io.chatalot.webhooks.domain.MessageContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns the Markdown of strangers into HTML that is safe to show: raw HTML is escaped, links go to
 * {@code http}, {@code https} and {@code mailto} addresses only, and images are shown as links, so
 * that reading a message never loads anything.
 */
final class Markdown {
  private static final Set<String> SCHEMES = Set.of("http:", "https:", "mailto:");

  /** Deeper nesting than any reader could follow is shown flat. */
  private static final int MAX_OPEN_BLOCKS = 50;

  private static final List<Extension> EXTENSIONS =
      List.of(
          AutolinkExtension.create(), StrikethroughExtension.create(), TablesExtension.create());

  private final Parser parser =
      Parser.builder().extensions(EXTENSIONS).maxOpenBlockParsers(MAX_OPEN_BLOCKS).build();

  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .softbreak("<br />\n")
          .nodeRendererFactory(LinkRenderer::new)
          .build();

  String toHtml(MessageContent content) {
    return renderer.render(parser.parse(content.value()));
  }

  private static final class LinkRenderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;

    LinkRenderer(HtmlNodeRendererContext context) {
      this.context = context;
    }

    @Override
    public Set<Class<? extends Node>> getNodeTypes() {
      return Set.of(Link.class, Image.class);
    }

    @Override
    public void render(Node node) {
      if (node instanceof Link link) {
        render(link, link.getDestination());
      } else if (node instanceof Image image) {
        render(image, image.getDestination());
      }
    }

    private void render(Node node, String destination) {
      boolean linked = isAllowed(destination) && !isInLink(node);
      if (linked) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("href", context.encodeUrl(destination));
        attributes.put("rel", "nofollow noopener noreferrer");
        context.getWriter().tag("a", attributes);
      }
      if (node.getFirstChild() == null) {
        context.getWriter().text(destination);
      }
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
      if (linked) {
        context.getWriter().tag("/a");
      }
    }

    /** An image may stand in a link, but a link may not. */
    private static boolean isInLink(Node node) {
      for (Node above = node.getParent(); above != null; above = above.getParent()) {
        if (above instanceof Link) {
          return true;
        }
      }
      return false;
    }

    private static boolean isAllowed(String destination) {
      int colon = destination.indexOf(':');
      return colon > 0
          && SCHEMES.contains(destination.substring(0, colon + 1).toLowerCase(Locale.ROOT));
    }
  }
}

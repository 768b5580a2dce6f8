package io.chatalot.webhooks.application;

import io.chatalot.webhooks.domain.MessageContent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns the Markdown of strangers into HTML that is safe to show: raw HTML is escaped, links go to
 * {@code http}, {@code https} and {@code mailto} addresses only, and images are shown as links, so
 * that reading a message never loads anything. However it was written, the HTML is neither deep nor
 * long.
 */
final class Markdown {
  private static final Pattern LINKABLE =
      Pattern.compile("(?:https?://|mailto:)", Pattern.CASE_INSENSITIVE);

  /** Deeper nesting than any reader could follow is shown flat. */
  private static final int MAX_NESTING = 50;

  /**
   * In UTF-16 units. Tables with missing cells and links by reference make megabytes of 4000
   * characters; nothing that is meant to be read comes near this.
   */
  private static final int MAX_HTML = 64 * 1024;

  private static final int MAX_CELLS = MAX_HTML / "<td></td>\n".length();

  /** All but HTML blocks, whose lines and Markdown would be lost when escaped. */
  private static final Set<Class<? extends Block>> BLOCKS =
      Set.of(
          BlockQuote.class,
          FencedCodeBlock.class,
          Heading.class,
          IndentedCodeBlock.class,
          ListBlock.class,
          ThematicBreak.class);

  private static final List<Extension> EXTENSIONS =
      List.of(
          AutolinkExtension.create(),
          StrikethroughExtension.create(),
          TablesExtension.builder().maxCells(MAX_CELLS).build());

  private final Parser parser =
      Parser.builder()
          .enabledBlockTypes(BLOCKS)
          .extensions(EXTENSIONS)
          .maxOpenBlockParsers(MAX_NESTING)
          .maxInlineNesting(MAX_NESTING)
          .build();

  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .softbreak("<br />\n")
          .nodeRendererFactory(LinkRenderer::new)
          .build();

  /** Content that would swell beyond all measure is shown as it was written. */
  String toHtml(MessageContent content) {
    try {
      var html = new BoundedHtml();
      renderer.render(parser.parse(content.value()), html);
      return html.toString();
    } catch (IllegalArgumentException tooManyCellsOrTooLong) {
      var asWritten = new IndentedCodeBlock();
      asWritten.setLiteral(content.value());
      return renderer.render(asWritten);
    }
  }

  private static final class BoundedHtml implements Appendable {
    private final StringBuilder html = new StringBuilder();

    @Override
    public Appendable append(CharSequence text) {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      if (html.length() + end - start > MAX_HTML) {
        throw new IllegalArgumentException("more than " + MAX_HTML + " characters of HTML");
      }
      html.append(text, start, end);
      return this;
    }

    @Override
    public Appendable append(char c) {
      return append(String.valueOf(c));
    }

    @Override
    public String toString() {
      return html.toString();
    }
  }

  /** Renders one document. Images may stand in links and links in images, but no link in a link. */
  private static final class LinkRenderer implements NodeRenderer {
    private final HtmlNodeRendererContext context;
    private boolean inLink;

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
      if (inLink || !LINKABLE.matcher(destination).lookingAt()) {
        renderText(node, destination);
        return;
      }
      inLink = true;
      var attributes = new LinkedHashMap<String, String>();
      attributes.put("href", context.encodeUrl(destination));
      attributes.put("rel", "nofollow noopener noreferrer");
      context.getWriter().tag("a", attributes);
      renderText(node, destination);
      context.getWriter().tag("/a");
      inLink = false;
    }

    private void renderText(Node node, String destination) {
      if (node.getFirstChild() == null) {
        context.getWriter().text(destination);
      }
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        context.render(child);
      }
    }
  }
}

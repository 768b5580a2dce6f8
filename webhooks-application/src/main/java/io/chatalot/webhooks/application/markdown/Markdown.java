package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.AddressParser;
import io.chatalot.webhooks.application.markdown.address.MailUnderscoreParser;
import io.chatalot.webhooks.domain.MessageContent;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Turns the Markdown of strangers into HTML that is safe to show: raw HTML is escaped, links go to
 * {@code http}, {@code https} and {@code mailto} addresses only, and images are shown as links, so
 * that reading a message never loads anything. The depth and length of the HTML are bounded for any
 * Markdown. The same content gives the same HTML in every JVM. Safe for use by many threads.
 */
public final class Markdown {
  /** Deeper nesting, which no reader could follow, is shown flat. */
  private static final int MAX_NESTING = 50;

  private static final int MAX_CELLS = BoundedHtml.MAX_LENGTH / "<td></td>\n".length();

  /**
   * In the library's own order, since the first type that fits a line wins: the underlining of a
   * heading also fits a rule and, with one dash, a list. HTML blocks are left out, since escaping
   * them would lose their line breaks and Markdown.
   */
  private static final Set<Class<? extends Block>> BLOCKS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  BlockQuote.class,
                  Heading.class,
                  FencedCodeBlock.class,
                  ThematicBreak.class,
                  ListBlock.class,
                  IndentedCodeBlock.class)));

  /** Strikethrough takes two tildes, since versions and paths contain single tildes. */
  static final List<Extension> INLINE_EXTENSIONS =
      List.of(
          AutolinkExtension.builder().linkTypes(AutolinkType.EMAIL).build(),
          StrikethroughExtension.builder().requireTwoTildes(true).build());

  private static final List<Extension> EXTENSIONS =
      List.of(
          INLINE_EXTENSIONS.get(0),
          INLINE_EXTENSIONS.get(1),
          TablesExtension.builder().maxCells(MAX_CELLS).build());

  private final Parser parser = parser(EXTENSIONS, IncludeSourceSpans.BLOCKS);

  private final HtmlRenderer renderer =
      HtmlRenderer.builder()
          .extensions(EXTENSIONS)
          .escapeHtml(true)
          .softbreak("<br />\n")
          .nodeRendererFactory(LinkRenderer::new)
          .build();

  /**
   * Returns the HTML. Content whose HTML would exceed the bound is shown as written, and so is
   * content that would show nothing, such as a heading without words.
   */
  public String toHtml(MessageContent content) {
    String source = content.value();
    try {
      String html = rendered(CjkEmphasis.in(source));
      return SeenHtml.hasAny(html) ? html : asWritten(source);
    } catch (IllegalArgumentException tooManyCellsOrTooLong) {
      return asWritten(source);
    }
  }

  static Parser parser(List<Extension> extensions, IncludeSourceSpans spans) {
    return Parser.builder()
        .enabledBlockTypes(BLOCKS)
        .extensions(extensions)
        .customInlineContentParserFactory(new AddressParser.Factory())
        .customInlineContentParserFactory(new MailUnderscoreParser.Factory())
        .customInlineContentParserFactory(new InvisibleEntityParser.Factory())
        .linkProcessor(new LinkMaker())
        .includeSourceSpans(spans)
        .maxOpenBlockParsers(MAX_NESTING)
        .maxInlineNesting(MAX_NESTING)
        .build();
  }

  private String rendered(CjkEmphasis text) {
    Node document = parser.parse(text.markdown());
    new Definitions(text.markdown()).show(document);
    document.accept(new WideRows(text.markdown()));
    document.accept(new FenceInfo());
    var html = new BoundedHtml();
    renderer.render(document, html);
    return wellFormed(text.removeFrom(html.toString()));
  }

  /** Replaces lone surrogates, which an entity such as {@code &#xD800;} in an address can make. */
  private static String wellFormed(String html) {
    if (html.codePoints().noneMatch(Markdown::isHalf)) {
      return html;
    }
    return html.codePoints()
        .map(codePoint -> isHalf(codePoint) ? 0xFFFD : codePoint)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private String asWritten(String source) {
    var block = new IndentedCodeBlock();
    block.setLiteral(source);
    return renderer.render(block);
  }
}

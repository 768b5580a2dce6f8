package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Linkable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.internal.DocumentParser;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** What CommonMark makes of Markdown, by the library as it is, without a word of ours. */
public final class Source extends AbstractVisitor {
  private static final Parser COMMONMARK = Parser.builder().build();

  /** With tables, and without blocks of HTML, in both of which a link is none. */
  private static final Parser GITHUB =
      Parser.builder()
          .enabledBlockTypes(blocksButHtml())
          .extensions(List.of(TablesExtension.create()))
          .build();

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** The words of each text and each piece of code, in order. */
  final List<String> words = new ArrayList<>();

  /** Where links lead that are in no other link or image, if that may be linked. */
  final List<String> destinations = new ArrayList<>();

  /** Where no reader of any CommonMark sees them: titles, and languages of code. */
  final StringBuilder hidden = new StringBuilder();

  private int depth;

  private Source(Node document) {
    document.accept(this);
  }

  static Source ofCommonMark(String markdown) {
    return new Source(COMMONMARK.parse(markdown));
  }

  static Source ofGitHub(String markdown) {
    return new Source(GITHUB.parse(markdown));
  }

  private static Set<Class<? extends Block>> blocksButHtml() {
    var blocks = new LinkedHashSet<>(DocumentParser.getDefaultBlockParserTypes());
    blocks.remove(HtmlBlock.class);
    return blocks;
  }

  static List<String> words(String text) {
    return WORD.matcher(text).results().map(word -> word.group()).toList();
  }

  @Override
  public void visit(Text text) {
    words.addAll(words(text.getLiteral()));
  }

  @Override
  public void visit(Code code) {
    words.addAll(words(code.getLiteral()));
  }

  @Override
  public void visit(FencedCodeBlock block) {
    words.addAll(words(block.getLiteral()));
    hidden.append(block.getInfo()).append(' ');
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    words.addAll(words(block.getLiteral()));
  }

  @Override
  public void visit(Link link) {
    if (depth == 0 && Linkable.is(link.getDestination())) {
      destinations.add(link.getDestination());
    }
    hidden.append(link.getTitle()).append(' ');
    depth++;
    visitChildren(link);
    depth--;
  }

  @Override
  public void visit(Image image) {
    hidden.append(image.getTitle()).append(' ').append(image.getDestination()).append(' ');
    depth++;
    visitChildren(image);
    depth--;
  }

  @Override
  public void visit(LinkReferenceDefinition definition) {
    hidden.append(definition.getTitle()).append(' ');
  }
}

package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.application.markdown.address.Verbatim;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Finds the places of markup in a text, as {@link Markdown} parses it, but without tables: the
 * library's spans of a cell do not count the backslashes before bars. Safe for use by many threads.
 */
public final class SourceMarkup {
  /** Receives the markup; all places are UTF-16 offsets in the text, and ends are exclusive. */
  public interface Found {
    /**
     * @param marks the length of the opening mark, and of the closing mark; 0 for markup without
     *     marks, such as a link or an escaped character
     */
    void inline(int start, int end, int marks);

    /**
     * @param start the first character of the fence, behind the markers of quotes and lists
     */
    void fence(int start, int end);
  }

  private static final Pattern ESCAPE = Pattern.compile("\\\\\\p{Punct}|&#?[0-9A-Za-z]{1,32};");

  static final Parser PARSER =
      Markdown.parser(Markdown.INLINE_EXTENSIONS, IncludeSourceSpans.BLOCKS_AND_INLINES);

  private SourceMarkup() {}

  /** Parses a text, and reports its markup in the order of the text, outer before inner. */
  public static void find(String markdown, Found found) {
    PARSER.parse(markdown).accept(new Places(markdown, found));
  }

  private static final class Places extends AbstractVisitor {
    private final String source;
    private final Found found;

    Places(String source, Found found) {
      this.source = source;
      this.found = found;
    }

    @Override
    public void visit(Emphasis emphasis) {
      marked(emphasis, 1);
    }

    @Override
    public void visit(StrongEmphasis emphasis) {
      marked(emphasis, 2);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof Strikethrough strikethrough) {
        marked(strikethrough, strikethrough.getOpeningDelimiter().length());
      } else if (node instanceof Verbatim || node instanceof KeptBrackets) {
        inline(node, 0);
      } else {
        visitChildren(node);
      }
    }

    @Override
    public void visit(Link link) {
      inline(link, 0);
    }

    @Override
    public void visit(HtmlInline html) {
      inline(html, 0);
    }

    @Override
    public void visit(Code code) {
      int ticks = 0;
      for (int at = start(code); at + ticks < source.length(); ticks++) {
        if (source.charAt(at + ticks) != '`') {
          break;
        }
      }
      inline(code, ticks);
    }

    @Override
    public void visit(Text text) {
      if (isPlaced(text)) {
        Matcher escape = ESCAPE.matcher(source).region(start(text), end(text));
        while (escape.find()) {
          found.inline(escape.start(), escape.end(), 0);
        }
      }
    }

    @Override
    public void visit(FencedCodeBlock block) {
      found.fence(start(block), end(block));
    }

    private void marked(Node node, int marks) {
      inline(node, marks);
      visitChildren(node);
    }

    private void inline(Node node, int marks) {
      if (isPlaced(node)) {
        found.inline(start(node), end(node), marks);
      }
    }

    private static boolean isPlaced(Node node) {
      return !node.getSourceSpans().isEmpty();
    }

    private static int start(Node node) {
      return node.getSourceSpans().get(0).getInputIndex();
    }

    private static int end(Node node) {
      List<SourceSpan> spans = node.getSourceSpans();
      SourceSpan last = spans.get(spans.size() - 1);
      return last.getInputIndex() + last.getLength();
    }
  }
}

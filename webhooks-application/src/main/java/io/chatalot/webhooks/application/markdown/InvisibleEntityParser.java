package io.chatalot.webhooks.application.markdown;

import io.chatalot.webhooks.domain.Invisible;
import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/** Shows the entity of an invisible character as its source. */
final class InvisibleEntityParser implements InlineContentParser {
  /** All HTML names of invisible characters. */
  private static final Set<String> NAMES =
      Set.of(
          "shy",
          "lrm",
          "rlm",
          "zwj",
          "zwnj",
          "af",
          "ApplyFunction",
          "ic",
          "InvisibleComma",
          "it",
          "InvisibleTimes",
          "NoBreak",
          "ZeroWidthSpace",
          "NegativeVeryThinSpace",
          "NegativeThinSpace",
          "NegativeMediumSpace",
          "NegativeThickSpace");

  private static final int MAX_LENGTH = 40;

  private InvisibleEntityParser() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Position start = scanner.position();
    for (int i = 0; scanner.hasNext() && scanner.peek() != ';' && i < MAX_LENGTH; i++) {
      scanner.next();
    }
    if (!scanner.next(';')) {
      return ParsedInline.none();
    }
    String entity = scanner.getSource(start, scanner.position()).getContent();
    return isInvisible(entity.substring(1, entity.length() - 1))
        ? ParsedInline.of(new Text(entity), scanner.position())
        : ParsedInline.none();
  }

  private static boolean isInvisible(String name) {
    if (NAMES.contains(name)) {
      return true;
    }
    if (name.matches("#[0-9]{1,7}")) {
      return isInvisible(Integer.parseInt(name.substring(1)));
    }
    return name.matches("#[xX][0-9A-Fa-f]{1,6}")
        && isInvisible(Integer.parseInt(name.substring(2), 16));
  }

  /** Zero becomes U+FFFD, which is visible; a lone surrogate becomes nothing. */
  private static boolean isInvisible(int codePoint) {
    return codePoint != 0 && Invisible.isButNoSpace(codePoint)
        || Character.getType(codePoint) == Character.SURROGATE;
  }

  /** Always returns the same parser, which has no state. */
  public static final class Factory implements InlineContentParserFactory {
    private static final Set<Character> TRIGGERS = Set.of('&');

    private final InlineContentParser parser = new InvisibleEntityParser();

    @Override
    public Set<Character> getTriggerCharacters() {
      return TRIGGERS;
    }

    @Override
    public InlineContentParser create() {
      return parser;
    }
  }
}

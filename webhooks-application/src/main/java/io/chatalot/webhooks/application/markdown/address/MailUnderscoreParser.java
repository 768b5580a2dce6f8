package io.chatalot.webhooks.application.markdown.address;

import java.util.Set;
import org.commonmark.node.Text;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Reads an underscore in a mail address's local part as text, not as an emphasis mark. A mail
 * address between two underscores is still emphasised.
 */
public final class MailUnderscoreParser implements InlineContentParser {
  private MailUnderscoreParser() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    scanner.next();
    Position after = scanner.position();
    return MailScan.read(scanner) && scanner.peek() != '_'
        ? ParsedInline.of(new Text("_"), after)
        : ParsedInline.none();
  }

  /** Always returns the same parser, which has no state. */
  public static final class Factory implements InlineContentParserFactory {
    private static final Set<Character> TRIGGERS = Set.of('_');

    private final InlineContentParser parser = new MailUnderscoreParser();

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

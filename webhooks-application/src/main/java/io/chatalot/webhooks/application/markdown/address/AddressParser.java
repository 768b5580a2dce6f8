package io.chatalot.webhooks.application.markdown.address;

import java.util.Set;
import org.commonmark.node.Node;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Scanner;

/**
 * Parses bare addresses before emphasis and all other markup, so that neither splits an address.
 */
public final class AddressParser implements InlineContentParser {
  private AddressParser() {}

  @Override
  public ParsedInline tryParse(InlineParserState state) {
    Scanner scanner = state.scanner();
    Node address = AddressScan.read(scanner);
    return address == null ? ParsedInline.none() : ParsedInline.of(address, scanner.position());
  }

  /** Appends a line as plain text, with links for its addresses. */
  public static void appendText(String line, Node parent) {
    Scanner scanner = Scanner.of(SourceLines.of(SourceLine.of(line, null)));
    var start = scanner.position();
    while (scanner.hasNext()) {
      var here = scanner.position();
      Node address = AddressScan.read(scanner);
      if (address == null) {
        scanner.setPosition(here);
        scanner.next();
      } else {
        parent.appendChild(new Verbatim(scanner.getSource(start, here).getContent()));
        parent.appendChild(address);
        start = scanner.position();
      }
    }
    parent.appendChild(new Verbatim(scanner.getSource(start, scanner.position()).getContent()));
  }

  /** Always returns the same parser, which has no state. */
  public static final class Factory implements InlineContentParserFactory {
    private static final Set<Character> TRIGGERS = AddressScan.TRIGGERS;

    private final InlineContentParser parser = new AddressParser();

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

package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.parser.ParserImpl;
import io.pebbletemplates.pebble.parser.ParserOptions;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;

/** Reads a template with Pebble's parser. */
public final class SyntaxTree {
  private static final String NAME = "template";

  private static final ParserOptions OPTIONS =
      new ParserOptions().setLiteralNumbersAsBigDecimals(true);

  private static final Map<String, TokenParser> TAGS =
      Map.of("if", new IfTokenParser(), "for", new ForTokenParser(), "set", new SetTokenParser());

  private SyntaxTree() {}

  /**
   * The nodes of a template, whose line numbers are the indexes of characters.
   *
   * @throws Fault if the text is no template
   */
  public static BodyNode of(String template) {
    List<Token> tokens = Lexer.tokens(template);
    TagNesting.require(tokens);
    var stream = new TokenStream(tokens, NAME);
    try {
      return new ParserImpl(Operators.UNARY, Operators.BINARY, TAGS, OPTIONS)
          .parse(stream)
          .getBody();
    } catch (ParserException refused) {
      throw SyntaxFaults.of(refused, stream);
    } catch (RuntimeException unforeseen) {
      // For a call without a name, or a tag that ends too early.
      throw SyntaxFaults.unexpected(stream);
    }
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.parser.ParserImpl;
import io.pebbletemplates.pebble.parser.ParserOptions;
import io.pebbletemplates.pebble.tokenParser.ForTokenParser;
import io.pebbletemplates.pebble.tokenParser.IfTokenParser;
import io.pebbletemplates.pebble.tokenParser.SetTokenParser;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.List;
import java.util.Map;

/**
 * A template that was read.
 *
 * @param size a measure of the memory that it takes
 */
record Compiled(Statement body, int size) {
  private static final String NAME = "template";

  private static final ParserOptions OPTIONS =
      new ParserOptions().setLiteralNumbersAsBigDecimals(true);

  private static final Map<String, TokenParser> TAGS =
      Map.of("if", new IfTokenParser(), "for", new ForTokenParser(), "set", new SetTokenParser());

  /**
   * @throws Fault if the text is no template
   */
  static Compiled of(String template) {
    List<Token> tokens = Lexer.tokens(template);
    TagNesting.require(tokens);
    var stream = new TokenStream(tokens, NAME);
    var parser = new ParserImpl(Operators.UNARY, Operators.BINARY, TAGS, OPTIONS);
    RootNode root;
    try {
      root = parser.parse(stream);
    } catch (ParserException refused) {
      throw SyntaxFaults.of(refused, stream);
    } catch (RuntimeException unforeseen) {
      // For a call of what is no name, or a tag that ends too early.
      throw SyntaxFaults.unexpected(stream);
    }
    var reader = new StatementReader();
    Statement body = reader.body(root.getBody());
    return new Compiled(body, reader.nodes() + template.length());
  }
}

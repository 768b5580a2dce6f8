package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.pebbletemplates.pebble.error.ParserException;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.Token.Type;
import io.pebbletemplates.pebble.lexer.TokenStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** Puts the faults that Pebble's parser finds into words for the author of a template. */
final class SyntaxFaults {
  private static final Set<String> ENDS = Set.of("else", "elseif", "endif", "endfor");

  private SyntaxFaults() {}

  static Fault of(ParserException refused, TokenStream stream) {
    Token token = stream.current();
    if (token.test(Type.EOF)) {
      return unclosed(stream.getTokens());
    }
    if (refused.getPebbleMessage().startsWith("Can not assign")) {
      return new Fault(refused.getLineNumber(), "true, false and null cannot be assigned");
    }
    if (refused.getPebbleMessage().startsWith("Unexpected tag name")) {
      String tag = token.getValue();
      return new Fault(
          token.getLineNumber(),
          ENDS.contains(tag)
              ? tag + " has no tag that it belongs to"
              : "the tag "
                  + Fault.named(tag)
                  + " is not available; the tags are if, for, set and verbatim");
    }
    return unexpected(stream);
  }

  /** A fault at the token that the parser has come to. */
  static Fault unexpected(TokenStream stream) {
    Token token = current(stream);
    String text =
        switch (token.getType()) {
          case EOF -> "the end of the template";
          case STRING -> "a text in quotes";
          case TEXT, PRINT_START, EXECUTE_START -> "a tag";
          case NAME -> Fault.named(token.getValue());
          default -> token.getValue();
        };
    return new Fault(token.getLineNumber(), text + " cannot stand here");
  }

  private static Token current(TokenStream stream) {
    try {
      return stream.current();
    } catch (IndexOutOfBoundsException afterTheEnd) {
      return stream.getTokens().get(stream.getTokens().size() - 1);
    }
  }

  private static Fault unclosed(List<Token> tokens) {
    Deque<Token> open = new ArrayDeque<>();
    for (int i = 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      boolean starts = tokens.get(i - 1).test(Type.EXECUTE_START);
      if (starts && token.test(Type.NAME, "if", "for")) {
        open.push(token);
      } else if (starts && token.test(Type.NAME, "endif", "endfor") && !open.isEmpty()) {
        open.pop();
      }
    }
    Token last = open.isEmpty() ? tokens.get(tokens.size() - 1) : open.peek();
    String tag = open.isEmpty() ? "a tag" : "the tag " + last.getValue();
    return new Fault(last.getLineNumber(), tag + " has no end" + last(last));
  }

  private static String last(Token open) {
    return open.test(Type.EOF) ? "" : " {% end" + open.getValue() + " %}";
  }
}

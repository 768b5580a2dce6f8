package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.Token.Type;
import java.util.List;

/** Bounds how deep tags are inside of each other, before a parser follows them. */
final class TagNesting {
  private static final int MAX_NESTING = 32;

  private TagNesting() {}

  /**
   * @throws Fault if the tags are nested too deeply
   */
  static void require(List<Token> tokens) {
    int depth = 0;
    boolean starts = false;
    for (Token token : tokens) {
      if (starts && token.test(Type.NAME, "if", "for")) {
        depth++;
        if (depth > MAX_NESTING) {
          throw new Fault(
              token.getLineNumber(),
              "the tag is nested too deeply; at most " + MAX_NESTING + " are open at once");
        }
      } else if (starts && token.test(Type.NAME, "endif", "endfor")) {
        depth--;
      }
      starts = token.test(Type.EXECUTE_START);
    }
  }
}

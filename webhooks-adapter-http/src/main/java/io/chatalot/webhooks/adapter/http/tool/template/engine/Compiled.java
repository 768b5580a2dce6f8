package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.syntax.SyntaxTree;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;

/**
 * A template that was read.
 *
 * @param size a measure of the memory that it takes
 */
record Compiled(Statement body, int size) {
  private static final int SIZE_OF_A_NODE = 16;

  /**
   * @throws Fault if the text is no template
   */
  static Compiled of(String template) {
    var reader = new StatementReader();
    Statement body = reader.body(SyntaxTree.of(template));
    return new Compiled(body, SIZE_OF_A_NODE * reader.nodes() + template.length());
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;

/** Where an expression starts; Pebble's nodes of operators know only where they end. */
final class Origin {
  private Origin() {}

  /** The index of the first character of an expression, as far as its nodes know it. */
  static int of(Expression<?> expression) {
    Expression<?> first = expression;
    while (true) {
      if (first instanceof BinaryExpression<?> binary) {
        first = binary.getLeftExpression();
      } else if (first instanceof UnaryExpression unary) {
        first = unary.getChildExpression();
      } else if (first instanceof TernaryExpression choice) {
        first = choice.getExpression1();
      } else if (first instanceof GetAttributeExpression attribute) {
        first = attribute.getNode();
      } else {
        return first.getLineNumber();
      }
    }
  }
}

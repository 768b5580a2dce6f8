package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Calculation;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Numbers;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import io.pebbletemplates.pebble.node.expression.AddExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContainsExpression;
import io.pebbletemplates.pebble.node.expression.DivideExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanExpression;
import io.pebbletemplates.pebble.node.expression.LessThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.LessThanExpression;
import io.pebbletemplates.pebble.node.expression.ModulusExpression;
import io.pebbletemplates.pebble.node.expression.MultiplyExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.SubtractExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryMinusExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.node.expression.UnaryPlusExpression;
import java.util.Map;
import java.util.function.IntPredicate;

/** The expressions of the operators. */
final class OperatorTerms {
  /** What an operator makes of the values of both sides. */
  @FunctionalInterface
  private interface Operation {
    Object of(Run run, Object left, Object right);
  }

  private static final Map<Class<?>, Operation> OPERATIONS =
      Map.ofEntries(
          Map.entry(ConcatenateExpression.class, (Operation) Calculation::join),
          Map.entry(AddExpression.class, (Operation) Calculation::plus),
          Map.entry(SubtractExpression.class, numbers("-", Numbers::difference)),
          Map.entry(MultiplyExpression.class, numbers("*", Numbers::product)),
          Map.entry(DivideExpression.class, numbers("/", Numbers::quotient)),
          Map.entry(ModulusExpression.class, numbers("%", Numbers::remainder)),
          Map.entry(EqualsExpression.class, (Operation) Values::equal),
          Map.entry(
              NotEqualsExpression.class,
              (Operation) (run, left, right) -> !Values.equal(run, left, right)),
          Map.entry(LessThanExpression.class, comparison(order -> order < 0)),
          Map.entry(LessThanEqualsExpression.class, comparison(order -> order <= 0)),
          Map.entry(GreaterThanExpression.class, comparison(order -> order > 0)),
          Map.entry(GreaterThanEqualsExpression.class, comparison(order -> order >= 0)),
          Map.entry(ContainsExpression.class, (Operation) Calculation::contains));

  private OperatorTerms() {}

  private static Operation numbers(String symbol, Calculation.OfNumbers result) {
    return (run, left, right) -> Calculation.numbers(run, symbol, left, right, result);
  }

  private static Operation comparison(IntPredicate holds) {
    return (run, left, right) ->
        Calculation.compare(run, left, right).filter(holds::test).isPresent();
  }

  /**
   * @param at the place that a fault names
   * @throws Fault if the operator is not available
   */
  static Term binary(BinaryExpression<?> node, Term left, Term right, int at) {
    if (node instanceof AndExpression) {
      return run -> Values.isTrue(left.value(run)) && Values.isTrue(right.value(run));
    }
    if (node instanceof OrExpression) {
      return run -> Values.isTrue(left.value(run)) || Values.isTrue(right.value(run));
    }
    Operation operation = OPERATIONS.get(node.getClass());
    if (operation == null) {
      throw new Fault(at, "ranges by .. are not available");
    }
    return run -> {
      Object one = left.value(run);
      Object other = right.value(run);
      run.at(at);
      run.spend(1);
      return operation.of(run, one, other);
    };
  }

  static Term unary(UnaryExpression node, Term operand, int at) {
    if (node instanceof UnaryNotExpression) {
      return run -> !Values.isTrue(operand.value(run));
    }
    if (node instanceof UnaryMinusExpression) {
      return negative(operand, at);
    }
    if (node instanceof UnaryPlusExpression) {
      return operand;
    }
    throw new IllegalStateException("no operator makes a " + node.getClass().getName());
  }

  private static Term negative(Term operand, int at) {
    return run -> {
      Object value = operand.value(run);
      run.at(at);
      return Calculation.numbers(run, "-", 0L, value, Numbers::difference);
    };
  }
}

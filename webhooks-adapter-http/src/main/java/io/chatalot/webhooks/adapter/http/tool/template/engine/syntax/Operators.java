package io.chatalot.webhooks.adapter.http.tool.template.engine.syntax;

import io.pebbletemplates.pebble.node.expression.AddExpression;
import io.pebbletemplates.pebble.node.expression.AndExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContainsExpression;
import io.pebbletemplates.pebble.node.expression.DivideExpression;
import io.pebbletemplates.pebble.node.expression.EqualsExpression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.GreaterThanExpression;
import io.pebbletemplates.pebble.node.expression.LessThanEqualsExpression;
import io.pebbletemplates.pebble.node.expression.LessThanExpression;
import io.pebbletemplates.pebble.node.expression.ModulusExpression;
import io.pebbletemplates.pebble.node.expression.MultiplyExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.NotEqualsExpression;
import io.pebbletemplates.pebble.node.expression.OrExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.RangeExpression;
import io.pebbletemplates.pebble.node.expression.SubtractExpression;
import io.pebbletemplates.pebble.node.expression.UnaryMinusExpression;
import io.pebbletemplates.pebble.node.expression.UnaryNotExpression;
import io.pebbletemplates.pebble.node.expression.UnaryPlusExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.operator.UnaryOperatorImpl;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Pebble's operators and how tightly they bind. As in Twig and Jinja, but not in Pebble, {@code
 * not} takes a whole comparison, and a filter binds tighter than {@code ~}.
 */
final class Operators {
  /** By symbol. */
  static final Map<String, UnaryOperator> UNARY = new TreeMap<>();

  /** By symbol. */
  static final Map<String, BinaryOperator> BINARY = new TreeMap<>();

  /** The symbols without letters, the longest first. */
  static final List<String> SIGNS;

  static {
    UNARY.put("not", new UnaryOperatorImpl("not", 18, UnaryNotExpression.class));
    UNARY.put("-", new UnaryOperatorImpl("-", 500, UnaryMinusExpression.class));
    UNARY.put("+", new UnaryOperatorImpl("+", 500, UnaryPlusExpression.class));
    add("or", 10, OrExpression::new);
    add("and", 15, AndExpression::new);
    add("is", 20, PositiveTestExpression::new, BinaryOperatorType.TEST);
    add("is not", 20, NegativeTestExpression::new, BinaryOperatorType.TEST);
    add("contains", 20, ContainsExpression::new);
    add("==", 30, EqualsExpression::new);
    add("equals", 30, EqualsExpression::new);
    add("!=", 30, NotEqualsExpression::new);
    add(">", 30, GreaterThanExpression::new);
    add("<", 30, LessThanExpression::new);
    add(">=", 30, GreaterThanEqualsExpression::new);
    add("<=", 30, LessThanEqualsExpression::new);
    add("+", 40, AddExpression::new);
    add("-", 40, SubtractExpression::new);
    add("~", 50, ConcatenateExpression::new);
    add("*", 60, MultiplyExpression::new);
    add("/", 60, DivideExpression::new);
    add("%", 60, ModulusExpression::new);
    add("|", 100, FilterExpression::new, BinaryOperatorType.FILTER);
    add("..", 120, RangeExpression::new);
    SIGNS =
        Stream.concat(UNARY.keySet().stream(), BINARY.keySet().stream())
            .filter(symbol -> !Character.isLetter(symbol.charAt(0)))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  private Operators() {}

  private static void add(String symbol, int binding, Supplier<BinaryExpression<?>> node) {
    add(symbol, binding, node, BinaryOperatorType.NORMAL);
  }

  private static void add(
      String symbol, int binding, Supplier<BinaryExpression<?>> node, BinaryOperatorType type) {
    BINARY.put(symbol, new BinaryOperatorImpl(symbol, binding, node, type, Associativity.LEFT));
  }

  static boolean isWord(String word) {
    return UNARY.containsKey(word) || BINARY.containsKey(word);
  }
}

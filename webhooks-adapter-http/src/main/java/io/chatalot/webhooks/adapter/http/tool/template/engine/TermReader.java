package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.filter.Checks;
import io.chatalot.webhooks.adapter.http.tool.template.engine.filter.Filters;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Numbers;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.TestInvocationExpression;
import io.pebbletemplates.pebble.node.expression.ArrayExpression;
import io.pebbletemplates.pebble.node.expression.BinaryExpression;
import io.pebbletemplates.pebble.node.expression.ContextVariableExpression;
import io.pebbletemplates.pebble.node.expression.Expression;
import io.pebbletemplates.pebble.node.expression.FilterExpression;
import io.pebbletemplates.pebble.node.expression.FilterInvocationExpression;
import io.pebbletemplates.pebble.node.expression.FunctionOrMacroInvocationExpression;
import io.pebbletemplates.pebble.node.expression.GetAttributeExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBigDecimalExpression;
import io.pebbletemplates.pebble.node.expression.LiteralBooleanExpression;
import io.pebbletemplates.pebble.node.expression.LiteralNullExpression;
import io.pebbletemplates.pebble.node.expression.LiteralStringExpression;
import io.pebbletemplates.pebble.node.expression.NegativeTestExpression;
import io.pebbletemplates.pebble.node.expression.PositiveTestExpression;
import io.pebbletemplates.pebble.node.expression.TernaryExpression;
import io.pebbletemplates.pebble.node.expression.UnaryExpression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns the expressions that Pebble has parsed into ours. All that is not known here is refused.
 */
final class TermReader {
  private int nodes;

  int nodes() {
    return nodes;
  }

  Term read(Expression<?> expression) {
    nodes++;
    if (expression instanceof LiteralStringExpression text) {
      return constant(Mixed.markdown(text.getValue()));
    }
    if (expression instanceof LiteralBigDecimalExpression number) {
      boolean whole = number.getValue().scale() == 0;
      return constant(whole ? Numbers.simple(number.getValue()) : number.getValue());
    }
    if (expression instanceof LiteralBooleanExpression truth) {
      return constant(truth.getValue());
    }
    if (expression instanceof LiteralNullExpression) {
      return constant(null);
    }
    if (expression instanceof ContextVariableExpression variable) {
      return variable(variable.getName());
    }
    if (expression instanceof GetAttributeExpression attribute) {
      return attribute(attribute);
    }
    if (expression instanceof TernaryExpression choice) {
      return choice(choice);
    }
    if (expression instanceof ArrayExpression list) {
      return list(list);
    }
    if (expression instanceof UnaryExpression unary) {
      Term operand = read(unary.getChildExpression());
      return OperatorTerms.unary(unary, operand, Origin.of(unary.getChildExpression()));
    }
    if (expression instanceof FilterExpression filter) {
      return filter(filter);
    }
    if (expression instanceof NegativeTestExpression test) {
      return test(test, false);
    }
    if (expression instanceof PositiveTestExpression test) {
      return test(test, true);
    }
    if (expression instanceof BinaryExpression<?> binary) {
      Term left = read(binary.getLeftExpression());
      Term right = read(binary.getRightExpression());
      return OperatorTerms.binary(binary, left, right, Origin.of(binary));
    }
    if (expression instanceof FunctionOrMacroInvocationExpression function) {
      return function(function);
    }
    throw new Fault(expression.getLineNumber(), "this expression is not available");
  }

  private static Term constant(Object value) {
    return new Constant(value);
  }

  private record Constant(Object value) implements Term {
    @Override
    public Object value(Run run) {
      run.spend(1);
      return value;
    }
  }

  private static Term variable(String name) {
    return run -> {
      run.spend(1 + run.scope().depth());
      return run.scope().get(name);
    };
  }

  private Term attribute(GetAttributeExpression expression) {
    if (expression.getArgumentsNode() != null) {
      throw new Fault(expression.getLineNumber(), "a value of the payload cannot be called");
    }
    Term whole = read(expression.getNode());
    Expression<?> name = expression.getAttributeNameExpression();
    if (name instanceof LiteralStringExpression literal) {
      nodes++;
      String text = literal.getValue();
      return run -> Values.member(run, whole.value(run), text);
    }
    Term key = read(name);
    return run -> Values.member(run, whole.value(run), key.value(run));
  }

  private Term choice(TernaryExpression expression) {
    Term condition = read(expression.getExpression1());
    Term then = read(expression.getExpression2());
    Term otherwise = read(expression.getExpression3());
    return run -> (Values.isTrue(condition.value(run)) ? then : otherwise).value(run);
  }

  private Term list(ArrayExpression expression) {
    List<Term> elements = new ArrayList<>();
    for (Expression<?> each : expression.getValues()) {
      elements.add(read(each));
    }
    if (elements.stream().allMatch(Constant.class::isInstance)) {
      List<Object> list = new ArrayList<>();
      elements.forEach(each -> list.add(((Constant) each).value()));
      return constant(Collections.unmodifiableList(list));
    }
    return run -> {
      run.makeElements(elements.size());
      List<Object> list = new ArrayList<>(elements.size());
      elements.forEach(each -> list.add(each.value(run)));
      return list;
    };
  }

  private Term filter(FilterExpression expression) {
    Term input = read(expression.getLeftExpression());
    var call = (FilterInvocationExpression) expression.getRightExpression();
    int at = call.getLineNumber();
    Filters.Spec filter = Filters.named(call.getFilterName(), at);
    Term[] arguments = Arguments.of(filter, call.getArgs(), this, at);
    return run -> {
      Object value = input.value(run);
      Object[] values = values(run, arguments);
      run.at(at);
      run.spend(2);
      return filter.filter().apply(run, value, values);
    };
  }

  private Term test(BinaryExpression<?> expression, boolean positive) {
    Term input = read(expression.getLeftExpression());
    var call = (TestInvocationExpression) expression.getRightExpression();
    requireNone(call.getArgs(), call.getLineNumber());
    Checks.Check check = Checks.named(call.getTestName(), call.getLineNumber());
    return run -> {
      Object value = input.value(run);
      run.at(call.getLineNumber());
      run.spend(1);
      return check.of(run, value) == positive;
    };
  }

  private static void requireNone(ArgumentsNode arguments, int at) {
    if (arguments.getPositionalArgs() != null && !arguments.getPositionalArgs().isEmpty()
        || arguments.getNamedArgs() != null && !arguments.getNamedArgs().isEmpty()) {
      throw new Fault(at, "a test takes no arguments");
    }
  }

  private Term function(FunctionOrMacroInvocationExpression call) {
    int at = call.getLineNumber();
    Filters.Spec function = Filters.function(call.getFunctionName(), at);
    Term[] arguments = Arguments.of(function, call.getArguments(), this, at);
    return run -> {
      Object[] values = values(run, arguments);
      run.at(at);
      run.spend(2);
      return function.filter().apply(run, null, values);
    };
  }

  private static Object[] values(Run run, Term[] terms) {
    var values = new Object[terms.length];
    for (int i = 0; i < terms.length; i++) {
      values[i] = terms[i] == null ? null : terms[i].value(run);
    }
    return values;
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.filter.Filters;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.pebbletemplates.pebble.node.ArgumentsNode;
import io.pebbletemplates.pebble.node.NamedArgumentNode;
import io.pebbletemplates.pebble.node.PositionalArgumentNode;
import java.util.List;

/** The arguments of filters and functions. */
final class Arguments {
  private Arguments() {}

  /**
   * The expressions of the arguments in the order of their names; null for those not given.
   *
   * @throws Fault if the call has other arguments
   */
  static Term[] of(Filters.Spec filter, ArgumentsNode node, TermReader reader, int at) {
    List<String> names = filter.names();
    var terms = new Term[names.size()];
    int next = 0;
    if (node.getPositionalArgs() != null) {
      for (PositionalArgumentNode argument : node.getPositionalArgs()) {
        if (next == terms.length) {
          throw new Fault(at, "there are more arguments than " + terms.length);
        }
        terms[next++] = reader.read(argument.getValueExpression());
      }
    }
    if (node.getNamedArgs() != null) {
      for (NamedArgumentNode argument : node.getNamedArgs()) {
        int index = names.indexOf(argument.getName());
        if (index < 0) {
          throw new Fault(at, "there is no argument " + Fault.named(argument.getName()));
        }
        terms[index] = reader.read(argument.getValueExpression());
      }
    }
    for (int i = 0; i < filter.required(); i++) {
      if (terms[i] == null) {
        throw new Fault(at, "the argument " + names.get(i) + " is missing");
      }
    }
    return terms;
  }
}

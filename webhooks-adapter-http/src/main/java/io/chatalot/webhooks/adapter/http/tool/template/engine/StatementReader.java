package io.chatalot.webhooks.adapter.http.tool.template.engine;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Loop;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Member;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Scope;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ForNode;
import io.pebbletemplates.pebble.node.IfNode;
import io.pebbletemplates.pebble.node.PrintNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns the statements that Pebble has parsed into ours. All that is not known here is refused. */
final class StatementReader {
  private static final Set<String> RESERVED = Set.of("loop", "payload", "headers");

  private final TermReader terms = new TermReader();
  private int nodes;

  private record Choice(Term condition, Statement body) {}

  /** The number of nodes that were read. */
  int nodes() {
    return nodes + terms.nodes();
  }

  Statement body(BodyNode body) {
    List<Statement> statements = new ArrayList<>();
    for (RenderableNode child : body.getChildren()) {
      statements.add(statement(child));
    }
    Statement[] all = statements.toArray(Statement[]::new);
    return run -> {
      for (Statement each : all) {
        each.render(run);
      }
    };
  }

  private Statement statement(RenderableNode node) {
    nodes++;
    if (node instanceof TextNode text) {
      Mixed markdown = Mixed.markdown(new String(text.getData()));
      return run -> run.print(markdown);
    }
    if (node instanceof PrintNode print) {
      return print(terms.read(print.getExpression()), print.getLineNumber());
    }
    if (node instanceof SetNode set) {
      return set(set.getName(), terms.read(set.getValue()), set.getLineNumber());
    }
    if (node instanceof IfNode choice) {
      return choice(choice);
    }
    if (node instanceof ForNode loop) {
      return loop(loop);
    }
    throw new IllegalStateException("no tag makes a " + node.getClass().getName());
  }

  private static Statement print(Term value, int at) {
    return run -> {
      Object result = value.value(run);
      run.at(at);
      run.spend(2);
      run.print(Values.printable(run, result));
    };
  }

  private static Statement set(String name, Term value, int at) {
    requireFree(name, at);
    return run -> {
      run.spend(1);
      run.scope().set(name, value.value(run));
    };
  }

  private static void requireFree(String name, int at) {
    if (RESERVED.contains(name)) {
      throw new Fault(at, "the variable " + name + " cannot be assigned");
    }
  }

  private Statement choice(IfNode node) {
    List<Choice> choices =
        node.getConditionsWithBodies().stream()
            .map(each -> new Choice(terms.read(each.getLeft()), body(each.getRight())))
            .toList();
    Statement otherwise = orElse(node.getElseBody());
    return run -> {
      for (Choice each : choices) {
        if (Values.isTrue(each.condition().value(run))) {
          each.body().render(run);
          return;
        }
      }
      otherwise.render(run);
    };
  }

  private Statement orElse(BodyNode body) {
    return body == null ? run -> {} : body(body);
  }

  private Statement loop(ForNode node) {
    String name = node.getIterationVariable();
    int at = node.getLineNumber();
    requireFree(name, at);
    Term values = terms.read(node.getIterable());
    Statement body = body(node.getBody());
    Statement empty = orElse(node.getElseBody());
    return run -> {
      List<?> elements = elements(run, values.value(run), at);
      if (elements.isEmpty()) {
        empty.render(run);
        return;
      }
      var scope = new Scope.ForScope(name);
      run.scope().enter(scope);
      int index = 0;
      for (Object element : elements) {
        run.at(at);
        run.spend(3);
        scope.next(element, new Loop(index++, elements.size()));
        body.render(run);
      }
      run.scope().leave();
    };
  }

  /** The elements of a list, the members of an object as {@code key} and {@code value}. */
  private static List<?> elements(Run run, Object values, int at) {
    run.at(at);
    if (values == null) {
      return List.of();
    }
    if (values instanceof List<?> list) {
      return list;
    }
    if (values instanceof Map<?, ?> map) {
      run.makeElements(4L * map.size());
      List<Map<String, Object>> entries = new ArrayList<>(map.size());
      map.forEach((key, value) -> entries.add(new Member(key, value)));
      return entries;
    }
    throw new Fault("the tag for takes a list or an object, not " + Values.kind(values));
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables of one rendering. A name is looked up among the loops, from the innermost, then
 * among the variables that the template has assigned, then {@code payload} and {@code headers}, and
 * last among the members of the payload.
 */
final class Scope {
  private final Deque<ForScope> loops = new ArrayDeque<>();
  private final Map<String, Object> assigned = new HashMap<>();
  private final Object payload;
  private final Map<String, String> headers;

  Scope(Object payload, Map<String, String> headers) {
    this.payload = payload;
    this.headers = headers;
  }

  /** The variables of a loop. */
  static final class ForScope {
    private final String name;
    private Object item;
    private Loop loop;

    ForScope(String name) {
      this.name = name;
    }

    void next(Object nextItem, Loop nextLoop) {
      item = nextItem;
      loop = nextLoop;
    }
  }

  void enter(ForScope loop) {
    loops.push(loop);
  }

  void leave() {
    loops.pop();
  }

  /** The number of scopes that a look-up may visit. */
  int depth() {
    return loops.size();
  }

  Object get(String name) {
    for (ForScope scope : loops) {
      if (scope.name.equals(name)) {
        return scope.item;
      }
      if (name.equals("loop")) {
        return scope.loop;
      }
    }
    if (assigned.containsKey(name)) {
      return assigned.get(name);
    }
    return switch (name) {
      case "payload" -> payload;
      case "headers" -> headers;
      default -> payload instanceof Map<?, ?> members ? members.get(name) : null;
    };
  }

  /** Assigns the variable of a loop, or a variable of the whole template. */
  void set(String name, Object value) {
    for (ForScope scope : loops) {
      if (scope.name.equals(name)) {
        scope.item = value;
        return;
      }
    }
    assigned.put(name, value);
  }

  /** The value that the template has assigned; null if it has not. */
  Object assigned(String name) {
    return assigned.get(name);
  }
}

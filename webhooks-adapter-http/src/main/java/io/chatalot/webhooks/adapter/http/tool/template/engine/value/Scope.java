package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The variables of one rendering. A name is looked up among the loops, from the innermost, then
 * among the variables that the template has assigned, then {@code payload} and {@code headers}, and
 * last among the members of the payload.
 */
public final class Scope {
  private final Deque<ForScope> loops = new ArrayDeque<>();
  private final Map<String, Object> assigned = new HashMap<>();
  private final Object payload;
  private final Map<String, String> headers;

  public Scope(Object payload, Map<String, String> headers) {
    this.payload = payload;
    this.headers = headers;
  }

  /** The variables of a loop. */
  public static final class ForScope {
    private final String name;
    private Object item;
    private Loop loop;

    public ForScope(String name) {
      this.name = name;
    }

    public void next(Object nextItem, Loop nextLoop) {
      item = nextItem;
      loop = nextLoop;
    }
  }

  public void enter(ForScope loop) {
    loops.push(loop);
  }

  public void leave() {
    loops.pop();
  }

  /** The number of scopes that a look-up may visit. */
  public int depth() {
    return loops.size();
  }

  public Object get(String name) {
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
  public void set(String name, Object value) {
    for (ForScope scope : loops) {
      if (scope.name.equals(name)) {
        scope.item = value;
        return;
      }
    }
    assigned.put(name, value);
  }

  /** The value that the template has assigned; null if it has not. */
  public Object assigned(String name) {
    return assigned.get(name);
  }
}

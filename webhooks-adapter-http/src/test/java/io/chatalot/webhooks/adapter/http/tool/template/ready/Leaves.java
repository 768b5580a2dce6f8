package io.chatalot.webhooks.adapter.http.tool.template.ready;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Copies of a payload that differ in one member each. */
final class Leaves {
  /** Changes one member. */
  @FunctionalInterface
  private interface Change {
    void at(Map<String, Object> object, String name, Object value);
  }

  private final int changed;
  private final Change change;
  private int seen;

  private Leaves(int changed, Change change) {
    this.changed = changed;
    this.change = change;
  }

  /** Leaves each member out once. */
  static Stream<Object> without(Object payload) {
    return each(payload, (object, name, value) -> object.remove(name));
  }

  /** Replaces each text once; for null, each member. */
  static Stream<Object> with(Object payload, String text) {
    return each(
        payload,
        (object, name, value) ->
            object.put(name, text == null || value instanceof String ? text : value));
  }

  private static Stream<Object> each(Object payload, Change change) {
    var counting = new Leaves(-1, change);
    counting.copy(payload);
    return IntStream.range(0, counting.seen).mapToObj(at -> new Leaves(at, change).copy(payload));
  }

  private Object copy(Object value) {
    if (value instanceof List<?> list) {
      var copies = new ArrayList<Object>();
      list.forEach(element -> copies.add(copy(element)));
      return copies;
    }
    if (value instanceof Map<?, ?> map) {
      var copies = new LinkedHashMap<String, Object>();
      map.forEach((name, member) -> copies.put((String) name, copy(member)));
      map.forEach(
          (name, member) -> {
            if (seen++ == changed) {
              change.at(copies, (String) name, member);
            }
          });
      return copies;
    }
    return value;
  }
}

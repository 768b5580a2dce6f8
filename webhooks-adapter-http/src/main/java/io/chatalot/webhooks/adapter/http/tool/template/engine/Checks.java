package io.chatalot.webhooks.adapter.http.tool.template.engine;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tests after {@code is}. */
final class Checks {
  @FunctionalInterface
  interface Check {
    boolean of(Run run, Object value);
  }

  private static final Map<String, Check> ALL =
      new TreeMap<>(
          Map.of(
              "empty", (run, value) -> Values.isEmpty(value),
              "null", (run, value) -> value == null,
              "none", (run, value) -> value == null,
              "defined", (run, value) -> value != null,
              "iterable", (run, value) -> value instanceof List<?>,
              "map", (run, value) -> value instanceof Map<?, ?>,
              "even", (run, value) -> remainder(run, value) == 0,
              "odd", (run, value) -> remainder(run, value) != 0));

  private Checks() {}

  /**
   * @throws Fault if there is no such test
   */
  static Check named(String name, int at) {
    Check check = ALL.get(name);
    if (check == null) {
      throw new Fault(
          at, "there is no test " + name + "; the tests are " + String.join(", ", ALL.keySet()));
    }
    return check;
  }

  private static int remainder(Run run, Object value) {
    return Numbers.signum(
        Numbers.remainder(run, Calculation.number(run, "even or odd", value), 2L));
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Calculation;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Numbers;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tests after {@code is}. */
public final class Checks {
  @FunctionalInterface
  public interface Check {
    boolean of(Run run, Object value);
  }

  private static final Map<String, Check> ALL =
      new TreeMap<>(
          Map.of(
              "empty", (run, value) -> Values.isEmpty(run, value),
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
  public static Check named(String name, int at) {
    Check check = ALL.get(name);
    if (check == null) {
      throw new Fault(
          at,
          "there is no test "
              + Fault.named(name)
              + "; the tests are "
              + String.join(", ", ALL.keySet()));
    }
    return check;
  }

  private static int remainder(Run run, Object value) {
    return Numbers.signum(
        Numbers.remainder(run, Calculation.number(run, "even or odd", value), 2L));
  }
}

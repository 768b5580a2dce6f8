package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Calculation;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.JsonText;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The filters and functions by their names. */
public final class Filters {
  /** Makes a value of a value. */
  @FunctionalInterface
  public interface Filter {
    /**
     * @param arguments null where not given
     */
    Object apply(Run run, Object input, Object[] arguments);
  }

  /**
   * A filter and its arguments.
   *
   * @param names of the arguments in their order
   * @param required how many of them must be given
   */
  public record Spec(List<String> names, int required, Filter filter) {}

  private static final Map<String, Spec> ALL = new TreeMap<>();
  private static final Map<String, Spec> FUNCTIONS =
      Map.of(
          "min", spec(2, List.of("a", "b"), (run, none, of) -> extreme(run, of, -1)),
          "max", spec(2, List.of("a", "b"), (run, none, of) -> extreme(run, of, 1)));

  static {
    add(
        "default",
        1,
        List.of("default"),
        (run, input, of) -> Values.isEmpty(run, input) ? of[0] : input);
    add("escape", (run, input, of) -> Values.text(run, input));
    add("raw", (run, input, of) -> Mixed.markdown(Values.unified(Values.text(run, input))));
    add("json", (run, input, of) -> JsonText.pretty(run, input));
    add("upper", TextFilters.text(TextFilters::upper));
    add("lower", TextFilters.text(TextFilters::lower));
    add("capitalize", TextFilters.text(TextFilters::capitalize));
    add("title", TextFilters.text(TextFilters::title));
    add("trim", TextFilters.text((run, text) -> text.strip()));
    add("urlencode", TextFilters.text(TextFilters::urlEncode));
    add("truncate", 1, List.of("length", "end"), TextFilters::truncate);
    add("abbreviate", 1, List.of("length", "end"), TextFilters::truncate);
    add("replace", 2, List.of("from", "to"), TextFilters::replace);
    add("split", 1, List.of("delimiter", "limit"), TextFilters::split);
    add("first", (run, input, of) -> ListFilters.element(run, input, false));
    add("last", (run, input, of) -> ListFilters.element(run, input, true));
    add("length", (run, input, of) -> ListFilters.length(run, input));
    add("join", 0, List.of("separator"), ListFilters::join);
    add("sort", (run, input, of) -> ListFilters.sort(run, input, false));
    add("rsort", (run, input, of) -> ListFilters.sort(run, input, true));
    add("reverse", (run, input, of) -> ListFilters.reverse(run, input));
    add("slice", 0, List.of("from", "to"), ListFilters::slice);
    add("date", 0, List.of("format", "timeZone"), TimeFilter::date);
    add("abs", (run, input, of) -> NumberFilters.abs(run, input));
    add("round", 0, List.of("digits"), NumberFilters::round);
  }

  private Filters() {}

  private static void add(String name, Filter filter) {
    add(name, 0, List.of(), filter);
  }

  private static void add(String name, int required, List<String> names, Filter filter) {
    ALL.put(name, spec(required, names, filter));
  }

  private static Spec spec(int required, List<String> names, Filter filter) {
    return new Spec(names, required, filter);
  }

  /**
   * @throws Fault if there is no such filter
   */
  public static Spec named(String name, int at) {
    Spec filter = ALL.get(name);
    if (filter == null) {
      throw new Fault(
          at,
          "there is no filter "
              + Fault.named(name)
              + "; the filters are "
              + String.join(", ", ALL.keySet()));
    }
    return filter;
  }

  /**
   * @throws Fault if there is no such function
   */
  public static Spec function(String name, int at) {
    Spec function = FUNCTIONS.get(name);
    if (function == null) {
      throw new Fault(
          at, "there is no function " + Fault.named(name) + "; the functions are min and max");
    }
    return function;
  }

  private static Object extreme(Run run, Object[] of, int sign) {
    return Calculation.compare(run, of[0], of[1])
        .map(order -> order * sign >= 0 ? of[0] : of[1])
        .orElseGet(() -> of[0] == null ? of[1] : of[0]);
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Calculation;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Mixed;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The filters of lists, some of which take texts, too. Nothing stays nothing. */
final class ListFilters {
  private ListFilters() {}

  private static List<?> list(Object value, String filter) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new Fault(filter + " takes a list, not " + Values.kind(value));
  }

  static Object element(Run run, Object input, boolean last) {
    if (input == null) {
      return null;
    }
    if (Values.isText(input)) {
      return character(run, Values.text(run, input), last);
    }
    List<?> list = list(input, last ? "last" : "first");
    return list.isEmpty() ? null : list.get(last ? list.size() - 1 : 0);
  }

  private static String character(Run run, String text, boolean last) {
    if (text.isEmpty()) {
      return "";
    }
    run.make(2);
    int from = last ? text.offsetByCodePoints(text.length(), -1) : 0;
    return text.substring(from, text.offsetByCodePoints(from, 1));
  }

  /** Elements, members, or characters (code points). */
  static Object length(Run run, Object input) {
    if (input == null) {
      return 0L;
    }
    if (Values.isText(input)) {
      String text = Values.text(run, input);
      run.scan(text.length());
      return (long) text.codePointCount(0, text.length());
    }
    if (input instanceof List<?> || input instanceof Map<?, ?>) {
      return (long) Values.length(input);
    }
    throw new Fault("length takes a text, a list or an object, not " + Values.kind(input));
  }

  static Object join(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    Object separator = of[0] == null ? "" : Values.printable(run, of[0]);
    var out = new Mixed.Builder();
    boolean first = true;
    for (Object each : list(input, "join")) {
      Object text = Values.printable(run, each);
      int length = Values.length(text) + (first ? 0 : Values.length(separator));
      run.makeElements((long) Mixed.parts(text) + Mixed.parts(separator));
      run.make(length);
      if (out.length() + length > Run.MAX_MADE_TEXT) {
        throw new Fault("a text is longer than " + Run.MAX_MADE_TEXT + " characters");
      }
      (first ? out : out.add(separator)).add(text);
      first = false;
    }
    return out.build();
  }

  /** Sorts numbers or texts. */
  static Object sort(Run run, Object input, boolean descending) {
    if (input == null) {
      return null;
    }
    List<Object> sorted = copy(run, list(input, "sort"));
    boolean numbers = sorted.stream().allMatch(Number.class::isInstance);
    if (!numbers && !sorted.stream().allMatch(Values::isText)) {
      throw new Fault("sort takes a list of numbers or of texts");
    }
    Comparator<Object> order =
        (one, other) -> {
          run.spend(1);
          return Calculation.compare(run, one, other).orElseThrow();
        };
    sorted.sort(descending ? order.reversed() : order);
    return sorted;
  }

  private static List<Object> copy(Run run, List<?> list) {
    run.makeElements(list.size());
    return new ArrayList<>(list);
  }

  static Object reverse(Run run, Object input) {
    if (input == null) {
      return null;
    }
    if (Values.isText(input)) {
      String text = Values.text(run, input);
      run.make(text.length());
      return new StringBuilder(text).reverse().toString();
    }
    List<Object> reversed = copy(run, list(input, "reverse"));
    Collections.reverse(reversed);
    return reversed;
  }

  /** Elements or characters (code points) from an index up to, but not with, another. */
  static Object slice(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    int from = of[0] == null ? 0 : NumberFilters.count(run, "slice", of[0]);
    int to = of[1] == null ? Integer.MAX_VALUE : NumberFilters.count(run, "slice", of[1]);
    if (Values.isText(input)) {
      return characters(run, Values.text(run, input), from, to);
    }
    List<?> list = list(input, "slice");
    int end = Math.min(to, list.size());
    return from >= end ? List.of() : copy(run, list.subList(from, end));
  }

  private static String characters(Run run, String text, int from, int to) {
    run.scan(text.length());
    int length = text.codePointCount(0, text.length());
    int end = Math.min(to, length);
    if (from >= end) {
      return "";
    }
    String part = text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, end));
    run.make(part.length());
    return part;
  }
}

package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the operators do with two values. */
public final class Calculation {
  private static final int STEPS_OF_PARSING = 10;

  private Calculation() {}

  @FunctionalInterface
  public interface OfNumbers {
    Number of(Run run, Number left, Number right);
  }

  /** Joins texts; a part that the author wrote stays Markdown. */
  public static Object join(Run run, Object left, Object right) {
    Object one = Values.printable(run, left);
    Object other = Values.printable(run, right);
    run.makeElements((long) Mixed.parts(one) + Mixed.parts(other));
    run.make((long) Values.length(one) + Values.length(other));
    return new Mixed.Builder().add(one).add(other).build();
  }

  /** Adds numbers, or joins if one value is a text. */
  public static Object plus(Run run, Object left, Object right) {
    return Values.isText(left) || Values.isText(right)
        ? join(run, left, right)
        : numbers(run, "+", left, right, Numbers::sum);
  }

  public static Object numbers(
      Run run, String operator, Object left, Object right, OfNumbers result) {
    return result.of(run, number(run, operator, left), number(run, operator, right));
  }

  /** A number, or the number that a text is. */
  public static Number number(Run run, String use, Object value) {
    if (value instanceof Number number) {
      return number;
    }
    Optional<Number> number = numberIn(run, value);
    return number.orElseThrow(
        () -> new Fault(use + " takes numbers, and the value is " + Values.kind(value)));
  }

  private static Optional<Number> numberIn(Run run, Object value) {
    run.spend(STEPS_OF_PARSING);
    run.scan(Values.isText(value) ? Values.length(value) : 0);
    return Values.isText(value) ? Numbers.parse(Values.text(run, value)) : Optional.empty();
  }

  /** Compares numbers, or texts by their characters. Empty if a value is nothing. */
  public static Optional<Integer> compare(Run run, Object left, Object right) {
    if (left == null || right == null) {
      return Optional.empty();
    }
    if (Values.isText(left) && Values.isText(right)) {
      String one = Values.text(run, left);
      String other = Values.text(run, right);
      run.scan(Math.min(one.length(), other.length()));
      return Optional.of(one.compareTo(other));
    }
    return Optional.of(
        Numbers.compare(run, number(run, "comparing", left), number(run, "comparing", right)));
  }

  public static boolean contains(Run run, Object whole, Object part) {
    if (whole == null || part == null) {
      return false;
    }
    if (Values.isText(whole)) {
      String text = Values.text(run, whole);
      return Search.in(run, text, Values.text(run, part)).next() >= 0;
    }
    if (whole instanceof Map<?, ?> map) {
      String name = Values.text(run, part);
      run.scan(name.length());
      return map.containsKey(name);
    }
    if (whole instanceof List<?> list) {
      return part instanceof List<?> parts
          ? parts.stream().allMatch(each -> hasOne(run, list, each))
          : has(run, list, part);
    }
    throw new Fault("contains takes a text, a list or an object, not " + Values.kind(whole));
  }

  private static boolean hasOne(Run run, List<?> list, Object element) {
    run.spend(2);
    return has(run, list, element);
  }

  private static boolean has(Run run, List<?> list, Object element) {
    for (Object each : list) {
      if (Values.equal(run, each, element)) {
        return true;
      }
    }
    return false;
  }
}

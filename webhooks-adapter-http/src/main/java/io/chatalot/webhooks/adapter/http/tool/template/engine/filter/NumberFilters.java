package io.chatalot.webhooks.adapter.http.tool.template.engine.filter;

import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Calculation;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Fault;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Numbers;
import io.chatalot.webhooks.adapter.http.tool.template.engine.value.Run;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The filters of numbers. */
final class NumberFilters {
  private static final int MAX_DIGITS = 30;

  private NumberFilters() {}

  static Object abs(Run run, Object input) {
    if (input == null) {
      return null;
    }
    Number number = Calculation.number(run, "abs", input);
    return Numbers.signum(number) < 0 ? Numbers.difference(run, 0L, number) : number;
  }

  /** Rounds half up, to a whole number if no digits are given. */
  static Object round(Run run, Object input, Object[] of) {
    if (input == null) {
      return null;
    }
    BigDecimal number = Numbers.decimal(run, Calculation.number(run, "round", input));
    int digits = of[0] == null ? 0 : Math.min(MAX_DIGITS, count(run, "round", of[0]));
    return Numbers.simple(number.setScale(digits, RoundingMode.HALF_UP));
  }

  /** A whole number that is not negative, at most that of the characters of the longest text. */
  static int count(Run run, String use, Object value) {
    BigDecimal number = Numbers.decimal(run, Calculation.number(run, use, value));
    if (number.signum() < 0) {
      throw new Fault(use + " takes no negative number");
    }
    return number.min(BigDecimal.valueOf(Run.MAX_TEXT)).intValue();
  }
}

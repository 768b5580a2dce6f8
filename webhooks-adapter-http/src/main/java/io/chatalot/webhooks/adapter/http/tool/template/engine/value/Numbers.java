package io.chatalot.webhooks.adapter.http.tool.template.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;

/** Decimal arithmetic with 34 digits, so that numbers do not grow. */
public final class Numbers {
  private static final MathContext PRECISION = MathContext.DECIMAL128;

  /** Larger exponents are shown as such, and not calculated with. */
  private static final int MAX_SCALE = 100;

  private static final int MAX_DIGITS = 40;

  private static final int STEPS = 4;
  private static final int STEPS_OF_A_DIVISION = 20;

  private Numbers() {}

  public static int signum(Number number) {
    return number instanceof BigDecimal decimal
        ? decimal.signum()
        : number instanceof BigInteger whole ? whole.signum() : Long.signum(number.longValue());
  }

  /** As it was sent, without an exponent unless that is large. */
  public static String text(Run run, Number number) {
    if (number instanceof BigDecimal decimal) {
      int zeros = (int) Math.min(MAX_SCALE, Math.abs((long) decimal.scale()));
      run.make(decimal.precision() + zeros);
      return Math.abs((long) decimal.scale()) <= MAX_SCALE
          ? decimal.toPlainString()
          : decimal.toString();
    }
    if (number instanceof BigInteger whole) {
      run.make(whole.bitLength());
      // The time of the conversion grows faster than the length.
      run.spend((long) whole.bitLength() * whole.bitLength() / 1024);
    }
    return number.toString();
  }

  public static int compare(Run run, Number left, Number right) {
    run.spend(1);
    if (left instanceof Long one && right instanceof Long other) {
      return one.compareTo(other);
    }
    return decimal(run, left).compareTo(decimal(run, right));
  }

  public static BigDecimal decimal(Run run, Number number) {
    run.spend(STEPS);
    if (number instanceof BigInteger whole) {
      run.spend(whole.bitLength() / 8);
      if (whole.bitLength() > 4 * MAX_SCALE) {
        throw tooLarge();
      }
      return new BigDecimal(whole, PRECISION);
    }
    if (number instanceof BigDecimal decimal) {
      long exponent = (long) decimal.precision() - decimal.scale();
      if (Math.abs(exponent) > MAX_SCALE || decimal.precision() > 4 * MAX_SCALE) {
        throw tooLarge();
      }
      return decimal.round(PRECISION);
    }
    return BigDecimal.valueOf(number.longValue());
  }

  private static Fault tooLarge() {
    return new Fault("the number is too large to calculate with");
  }

  public static Number sum(Run run, Number left, Number right) {
    if (left instanceof Long one && right instanceof Long other && small(one) && small(other)) {
      return one + other;
    }
    return simple(decimal(run, left).add(decimal(run, right), PRECISION));
  }

  public static Number difference(Run run, Number left, Number right) {
    if (left instanceof Long one && right instanceof Long other && small(one) && small(other)) {
      return one - other;
    }
    return simple(decimal(run, left).subtract(decimal(run, right), PRECISION));
  }

  public static Number product(Run run, Number left, Number right) {
    return simple(decimal(run, left).multiply(decimal(run, right), PRECISION));
  }

  public static Number quotient(Run run, Number left, Number right) {
    requireDivisor(right);
    run.spend(STEPS_OF_A_DIVISION);
    return simple(decimal(run, left).divide(decimal(run, right), PRECISION));
  }

  public static Number remainder(Run run, Number left, Number right) {
    requireDivisor(right);
    if (left instanceof Long one && right instanceof Long other) {
      return one % other;
    }
    run.spend(STEPS_OF_A_DIVISION);
    try {
      return simple(decimal(run, left).remainder(decimal(run, right), PRECISION));
    } catch (ArithmeticException quotientTooLong) {
      throw tooLarge();
    }
  }

  /** Whether a sum cannot overflow. */
  private static boolean small(long number) {
    return Math.abs(number >> 32) < Integer.MAX_VALUE / 2;
  }

  private static void requireDivisor(Number divisor) {
    if (signum(divisor) == 0) {
      throw new Fault("a division by zero");
    }
  }

  /** Whole numbers as such, and decimals without zeros at their end. */
  public static Number simple(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() <= 0 && stripped.precision() - stripped.scale() <= 18
        ? (Number) stripped.longValueExact()
        : stripped;
  }

  /** The number that a text is, such as {@code -1.5}. */
  public static Optional<Number> parse(String text) {
    String digits = text.strip();
    int length = digits.length();
    if (length == 0 || length > MAX_DIGITS) {
      return Optional.empty();
    }
    boolean form =
        digits.chars().allMatch(c -> c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.');
    try {
      return form ? Optional.of(simple(new BigDecimal(digits))) : Optional.empty();
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }
}

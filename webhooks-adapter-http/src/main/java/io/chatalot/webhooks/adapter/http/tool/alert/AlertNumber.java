package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;

/** Writes a measured number as it was sent, apart from the noise of binary fractions. */
final class AlertNumber {
  /** The longest text that is read as a number. */
  private static final int MAX_LENGTH = 60;

  /** Digits that are written in full. */
  private static final int FULL = 25;

  /** The most digits of a fraction that somebody may have meant. */
  private static final int MEANT = 10;

  private static final int ROUNDED = 6;

  private AlertNumber() {}

  /** In a large body numbers are parsed as texts. A text that is no number stays as it is. */
  static String of(JsonNode value) {
    String text = value.asText().strip();
    if (text.length() > MAX_LENGTH) {
      return text;
    }
    try {
      return written(new BigDecimal(text).stripTrailingZeros());
    } catch (NumberFormatException noNumber) {
      return text;
    }
  }

  private static String written(BigDecimal number) {
    long whole = (long) number.precision() - number.scale();
    boolean exact = number.scale() <= 0 || number.precision() <= MEANT;
    if (whole > FULL || !exact && whole < -ROUNDED) {
      return number.round(new MathContext(ROUNDED)).toString();
    }
    BigDecimal shown =
        exact ? number : number.round(new MathContext(Math.max(ROUNDED, (int) whole + 2)));
    return number.scale() > FULL ? shown.toString() : shown.stripTrailingZeros().toPlainString();
  }
}

package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "100, 100",
    "1234567, 1234567",
    "1714557600, 1714557600",
    "-1714557600123, -1714557600123",
    "9223372036854775807, 9223372036854775807",
    "18446744073709551616, 18446744073709551616",
    "1714557600.0, 1714557600",
    "1e21, 1000000000000000000000",
    "1e300, 1E+300",
    "1e2147483600, 1E+2147483600"
  })
  void aWholeNumberIsWhole(String number, String written) throws JsonProcessingException {
    assertWritten(number, written);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "99.95, 99.95",
    "99.9999, 99.9999",
    "1234567.89, 1234567.89",
    "44.23943737541908, 44.2394",
    "0.30000000000000004, 0.3",
    "1234567.8901234567, 1234567.89",
    "1714557600.1234567, 1714557600.12",
    "0.000012345678912345, 0.0000123457",
    "1e-7, 0.0000001",
    "1.23456789123456e-20, 1.23457E-20",
    "1e-300, 1E-300"
  })
  void aFractionHasTheDigitsThatMatter(String number, String written)
      throws JsonProcessingException {
    assertWritten(number, written);
  }

  /** In a large body numbers are parsed as texts. */
  private static void assertWritten(String number, String written) throws JsonProcessingException {
    assertThat(AlertNumber.of(TextNode.valueOf(number))).isEqualTo(written);
    if (!number.contains("e214")) {
      assertThat(AlertNumber.of(new ObjectMapper().readTree(number))).isEqualTo(written);
    }
  }

  @ParameterizedTest
  @CsvSource({"NaN", "+Inf", "high", "1 GB", "0x10"})
  void aTextThatIsNoNumberStaysAsItIs(String text) {
    assertThat(AlertNumber.of(TextNode.valueOf(text))).isEqualTo(text);
  }
}

package io.chatalot.webhooks.adapter.http.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.Allocated;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CookiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      quoteCharacter = '`',
      value = {
        "s=1              | 1",
        "a=0; s=1; b=2    | 1",
        "a=0;s=1          | 1",
        "s=1; s=2         | 1",
        "s = 1            | 1",
        "s=\"1\"          | 1",
        "s=a=b            | a=b",
        "s=               | ``",
        "ss=1; s=2        | 2",
        "a=s=1            | -",
        "s                | -",
        ";;; ; s=1        | 1",
        "sess=1           | -",
        "``               | -"
      })
  void oneCookieIsFoundByItsName(String header, String value) {
    assertThat(Cookies.value(List.of(header), "s").orElse(null)).isEqualTo(value);
  }

  @Test
  void cookiesMayComeInSeveralLines() {
    assertThat(Cookies.value(List.of("a=1", "s=2", "s=3"), "s")).contains("2");
  }

  /** Jetty would parse all cookies, in 40 times their size, and keep them with the connection. */
  @Test
  void thousandsOfCookiesTakeNoMemory() {
    List<String> header = List.of("a=b; ".repeat(1_600));

    assertThat(Allocated.by(() -> Cookies.value(header, "s"))).isLessThan(1_024);
  }
}

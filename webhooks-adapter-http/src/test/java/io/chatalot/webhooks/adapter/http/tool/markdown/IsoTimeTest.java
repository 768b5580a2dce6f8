package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-01T10:00:00Z",
        "2024-05-01T10:00:00",
        "2024-05-01T10:00",
        "2024-05-01T10",
        "2024-05-01 10:00:00",
        " 2024-05-01 10:00:00 UTC ",
        "2024-05-01T10:00:00.1Z",
        "2024-05-01T10:00:00.123456",
        "2024-05-01T10:00:00,123456789012Z",
        "2024-05-01t10:00:00z",
        "2024-05-01T10:00:00+0000",
        "2024-05-01T10:00:00+00",
        "2024-05-01T10:00:00-00:00",
        "2024-05-01T12:00:00+02:00",
        "2024-05-01T12:00:00 +0200",
        "2024-05-01T04:30:00-05:30",
        "2024-05-01T04:30:00\u221205:30",
        "20240501T100000Z",
        "2024-W18-3T10:00:00Z",
        "2024W183T10:00:00Z",
        "2024-122T10:00:00Z",
        "1714557600",
        "1714557600.25",
        "1714557600000",
        "1714557600000000",
        "1714557600000000000"
      })
  void aTimeOfAnyFormIsRead(String text) {
    assertThat(IsoTime.of(text).map(Instant::getEpochSecond)).contains(1714557600L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-05-01",
        "20240501",
        "2024-05-01T00:00",
        "2024-04-30T24:00:00",
        "2024-05-01T02+02"
      })
  void aDayIsItsMidnight(String text) {
    assertThat(IsoTime.of(text)).contains(Instant.parse("2024-05-01T00:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2016-12-31T23:59:60Z"})
  void aLeapSecondIsTheSecondBefore(String text) {
    assertThat(IsoTime.of(text)).contains(Instant.parse("2016-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "now",
        "2024",
        "2024-05",
        "2024-13-01",
        "2024-02-30T10:00:00Z",
        "2024-05-01T25:00:00Z",
        "2024-05-01T10:61:00Z",
        "2024-05-01T10:00:00+19:00",
        "2024-05-01T10:00:00+05:99",
        "2024-05-01T10:00:00 Europe/Berlin",
        "12345678901234567890"
      })
  void anotherTextIsNoTime(String text) {
    assertThat(IsoTime.of(text)).isEmpty();
  }
}

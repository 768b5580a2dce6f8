package io.chatalot.webhooks.adapter.http.tool.template.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.util.DefaultLocale;
import org.junit.jupiter.api.util.DefaultTimeZone;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times and texts come out the same on each machine. */
class DateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          "2026-01-02T03:04:05Z"         | 2026-01-02 03:04 UTC
          "2026-01-02T03:04:05.678+02:00" | 2026-01-02 01:04 UTC
          "2026-01-02 03:04:05"          | 2026-01-02 03:04 UTC
          "2026-01-02 03:04:05 UTC"      | 2026-01-02 03:04 UTC
          "2026-01-02"                   | 2026-01-02 00:00 UTC
          1767323045                     | 2026-01-02 03:04 UTC
          1767323045.5                   | 2026-01-02 03:04 UTC
          1767323045678                  | 2026-01-02 03:04 UTC
          "1767323045"                   | 2026-01-02 03:04 UTC
          "soon"                         | soon
          "*soon*"                       | \\*soon\\*
          5                              | 5
          true                           | true
          """)
  void aTimeOfAnyFormIsRead(String json, String printed) {
    assertThat(Rendering.text("{{ t | date }}", "{\"t\":" + json + "}")).isEqualTo(printed);
  }

  @Test
  void aTimeHasTheFormatAndTheZoneThatTheTemplateNames() {
    String json = "{\"t\":\"2026-07-02T23:04:05Z\"}";

    assertThat(Rendering.text("{{ t | date('yyyy-MM-dd') }}", json)).isEqualTo("2026-07-02");
    assertThat(Rendering.text("{{ t | date('EEE, d MMM yyyy HH:mm:ss', 'Europe/Berlin') }}", json))
        .isEqualTo("Fri, 3 Jul 2026 01:04:05");
    assertThat(Rendering.text("{{ t | date(timeZone='+02:00') }}", json))
        .isEqualTo("2026-07-03 01:04 +02:00");
    assertThat(Rendering.text("{{ t | date(format=f) }}", "{\"t\":0,\"f\":\"yyyy\"}"))
        .isEqualTo("0");
    assertThat(Rendering.text("{{ missing | date('yyyy') }}", json)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"tr-TR", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "de-DE", "lt-LT"})
  @DefaultLocale("en")
  @DefaultTimeZone("Asia/Kolkata")
  void noDefaultOfTheMachineMatters(String locale) {
    Locale.setDefault(Locale.forLanguageTag(locale));
    String template =
        "{{ t | date }} {{ t | date('EEEE d MMMM h a') }} {{ 'title i' | upper }}"
            + " {{ 'TITLE I' | lower }} {{ 'istanbul' | title }} {{ 1234.5 }} {{ 1000000 * 3 }}";

    assertThat(Rendering.text(template, "{\"t\":\"2026-07-02T23:04:05Z\"}"))
        .isEqualTo(
            "2026-07-02 23:04 UTC Thursday 2 July 11 PM TITLE I title i Istanbul 1234.5 3000000");
  }
}

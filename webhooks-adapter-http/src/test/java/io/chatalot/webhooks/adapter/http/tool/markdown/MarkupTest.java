package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkupTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      textBlock =
          """
          a ║ `a`
          c`d ║ ``c`d``
          `a ║ `` `a ``
          ``` ║ ```` ``` ````
          """)
  void backticksInCodeStay(String text, String markdown) {
    assertThat(Markup.code(text)).isEqualTo(markdown);
  }

  @Test
  void aBlockOfCodeHasLongerMarksThanItsCode() {
    assertThat(Markup.fenced("a\n")).isEqualTo("```\na\n```");
    assertThat(Markup.fenced("```x```")).isEqualTo("````\n```x```\n````");
    assertThat(Markup.fenced("`".repeat(1_000))).hasSize(1_008).contains("\n'''");
    assertThat(Markup.code("`".repeat(1_000))).hasSize(1_002);
  }
}

package io.chatalot.webhooks.adapter.http.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignTextTest {
  private static final int BUFFER = 8 * 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\ud83d\\ude80 | \\ud83d\\ude80",
        "\\uD83D\\uDE80 | \\uD83D\\uDE80",
        "\\ud83d\\u2026 | \\ufffd\\u2026",
        "\\ud83d\\n | \\ufffd\\n",
        "\\ud83d\\ud83d\\ude80 | \\ufffd\\ud83d\\ude80",
        "\\ude80\\ud83d | \\ufffd\\ufffd",
        "\\ud83d | \\ufffd",
        "\\ud83 | \\ud83",
        "\\ud83d\\ude8 | \\ufffd\\ude8",
        "\\u0000 | \\ufffd",
        "\\u0001 | \\u0001",
        "\\\\u0000 | \\\\u0000",
        "\\\\\\u0000 | \\\\\\ufffd",
        "\\\\ud83d | \\\\ud83d",
        "\\u\uFF10000 | \\u\uFF10000",
        "\\ | \\",
        "\\\\ | \\\\",
        "\\u | \\u"
      })
  void escapesAreMendedWhereverTheyStandInTheBuffer(String text, String mended) throws IOException {
    for (int before = 0; before < BUFFER + 40; before += before < 20 || before > 8_150 ? 1 : 50) {
      String prefix = "x".repeat(before);
      for (String after : new String[] {"", "y", "y".repeat(BUFFER)}) {
        assertThat(read(prefix + text + after)).isEqualTo(prefix + mended + after);
      }
    }
  }

  @Test
  void nothingElseIsChanged() throws IOException {
    String text = "\uD83D\uDE80 \uFEFF \u2028 \u0001\t\r\n \"{\\\"}".repeat(2_000);
    assertThat(read(text)).isEqualTo(text);
    assertThat(read("")).isEmpty();
    assertThat(read("a\u0000b")).isEqualTo("a\uFFFDb");
    assertThat(read("\uFEFF\n\uFEFFa\uFEFF")).isEqualTo(" \n a\uFEFF");
  }

  private static String read(String text) throws IOException {
    var read = new StringWriter();
    try (var reader = new ForeignText(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
      reader.transferTo(read);
    }
    return read.toString();
  }
}

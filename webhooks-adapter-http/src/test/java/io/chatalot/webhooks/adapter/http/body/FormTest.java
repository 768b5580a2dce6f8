package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.Allocated;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {
  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int MEBIBYTE = 1024 * 1024;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      emptyValue = "",
      value = {
        "payload=x          | x",
        "payload=           | ''",
        "payload            | ''",
        "payload=a=b        | a=b",
        "a=1&payload=2&c=3  | 2",
        "payload=1&payload=2| 1",
        "&&payload=1        | 1",
        "=&=x&payload=1     | 1",
        "p%61yload=1        | 1",
        "payload=a+b%2B%26  | a b+&",
        "payload=caf%C3%A9  | caf\u00e9",
        "payload=caf\u00e9  | caf\u00e9",
        "payload=%FF.       | \uFFFD.",
        "payload;x=1        | -",
        "payloads=1         | -",
        "payloa=1           | -",
        "x=%zz              | -",
        "''                 | -"
      })
  void theFirstFieldOfANameIsFound(String form, String value) {
    assertThat(Form.field(pieces(form), "payload").orElse(null)).isEqualTo(value);
  }

  @Test
  void aFormMayBeginWithWhiteSpaceAndAByteOrderMark() {
    assertThat(Form.field(pieces("\uFEFFpayload=1"), "payload")).contains("1");
    assertThat(Form.field(pieces("\r\n \uFEFF\tpayload=1"), "payload")).contains("1");
  }

  /** Ansible's module for Rocket.Chat sends such forms. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "payload=100% of it | 100% of it",
        "payload=%          | %",
        "payload=%4         | %4",
        "payload=%zz%41     | %zzA",
        "payload=%%41       | %A",
        "payload=%4&a=1     | %4",
        "%&payload=1        | 1",
      })
  void aPercentSignWithoutTwoDigitsStandsForItselfInABody(String form, String value)
      throws IOException {
    try (InputStream found = Form.value(pieces(form), "payload").orElseThrow()) {
      assertThat(new String(found.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(value);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payload=%", "payload=%4", "payload=%zz", "%&payload=1", "payload=1%4z"})
  void aPercentSignNeedsTwoDigitsInAQuery(String form) {
    assertThatThrownBy(() -> Form.field(pieces(form), "payload"))
        .isInstanceOf(Form.Malformed.class);
  }

  /** Split into pairs, such a form would take a hundred times its size. */
  @ParameterizedTest
  @ValueSource(strings = {"a&", "a=&", "&", ";", "=", "a=b&", "%61&"})
  void aFormOfMillionsOfFieldsTakesNoMemory(String field) {
    ByteChunks form = pieces(field.repeat(LARGEST / field.length()));

    assertThat(Form.field(form, "payload")).isEmpty();
    assertThat(Allocated.by(() -> Form.field(form, "payload"))).isLessThan(MEBIBYTE / 64);
  }

  @Test
  void aFieldOfMegabytesIsDecodedWhileItIsRead() throws IOException {
    String text = "\u00e9{ \"".repeat(LARGEST / 20);
    ByteChunks form = pieces("payload=" + URLEncoder.encode(text, StandardCharsets.UTF_8));

    try (InputStream value = Form.value(form, "payload").orElseThrow()) {
      assertThat(new String(value.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
    }
    long allocated =
        Allocated.by(() -> read(Form.value(form, "payload").orElseThrow(), new byte[8_192]));
    assertThat(allocated).isLessThan(MEBIBYTE / 16);
  }

  @Test
  void queriesOfThousandsOfParametersTakeNoMoreThanTheirText() {
    String query =
        IntStream.range(0, 2_000).mapToObj(i -> "a" + i + "=").reduce("", (a, b) -> a + b + "&");
    ByteChunks pieces = pieces(query);

    assertThat(Allocated.by(() -> Form.field(pieces, "wait"))).isLessThan(MEBIBYTE / 64);
  }

  private static void read(InputStream value, byte[] into) {
    try (value) {
      while (value.read(into) >= 0) {
        // Discards the bytes.
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The form in chunks, as a body arrives. */
  static ByteChunks pieces(String text) {
    var pieces = new ByteChunks();
    var bytes = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try {
      while (pieces.readFrom(bytes::read)) {
        // Reads until the end.
      }
    } catch (IOException | TimeoutException e) {
      throw new AssertionError(e);
    }
    return pieces;
  }
}

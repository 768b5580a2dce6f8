package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.Allocated;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {
  private static final String TYPE = "multipart/form-data; boundary=x";
  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void theFirstWantedFieldOfANameIsKept() throws IOException {
    String form = part("payload", "1") + part("payload", "2") + part("other", "3") + "--x--";
    assertThat(value(form, "payload")).isEqualTo("1");
    assertThat(read(TYPE, form).value("other")).isEmpty();
  }

  @Test
  void aFieldMayLieInManyPiecesAndHaveNearlyTheBoundaryInIt() throws IOException {
    String text = "\r\n--y \r\n-- \r\n".repeat(20_000);
    assertThat(value(part("payload", text) + "--x--", "payload")).isEqualTo(text);
  }

  /** Bounds parts to a hundred, and header lines by Jetty's parser. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--x\r\n\r\n\r\n",
        "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"\\\"\\\"\\\"\\\"\"\r\n\r\n\r\n"
      })
  void hundredThousandsOfPartsAreRefusedAtTheHundredAndFirst(String part) {
    assertRefusedWithoutMemory(TYPE, part.repeat(LARGEST / part.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a: b\r\n", "a:\r\n", "a: \"", " "})
  void headersOfMegabytesInAPartAreRefused(String header) {
    assertRefusedWithoutMemory(TYPE, "--x\r\n" + header.repeat(LARGEST / header.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "-", "\r\n--", "\r\n--y", "a"})
  void textOutsideOfPartsIsSkipped(String preamble) {
    assertRefusedWithoutMemory(TYPE, preamble.repeat(LARGEST / preamble.length()));
  }

  /** Malformed headers, or a part without a wanted name. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Disposition: form-data; name=\"payload",
        "Content-Disposition: form-data; name=\"",
        "Content-Disposition: form-data; \"name\"=payload",
        "Content-Disposition: form-data; name=\"payload\"x",
        "Content-Disposition: \"",
        "Content-Disposition: ;;=",
        "Content-Disposition:",
        "Content-Disposition: form-data; name=payload; filename=\"",
        "Content-Disposition: form-data; filename*=\"",
        "Content-Disposition: form-data; filename*=x'y'%zz",
        "Content-Type: \"\r\nContent-Disposition: form-data",
        "No colon"
      })
  void headersOfAPartThatFollowNoGrammarAreTheSendersFault(String headers) {
    String form = "--x\r\n" + headers + "\r\n\r\n1\r\n--x--";

    try {
      assertThat(read(TYPE, form).value("other")).isEmpty();
    } catch (MalformedJson | WebhookException told) {
      assertThat(told).hasMessageNotContaining("Exception");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\"",
        "multipart/form-data; boundary=\"x",
        "multipart/form-data; boundary=\"\\",
        "multipart/form-data; y=\"; boundary=x"
      })
  void aTypeWhoseBoundaryCannotBeReadIsTheSendersFault(String type) {
    assertThatThrownBy(() -> read(type, part("payload", "1") + "--x--"))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void aBoundaryMayBeOneCharacterThatTheBodyIsFullOf() {
    assertRefusedWithoutMemory("multipart/form-data; boundary=-", "\r\n---\r\n".repeat(600_000));
    assertRefusedWithoutMemory("multipart/form-data; boundary=a", "\r\n--a".repeat(1_000_000));
  }

  @Test
  void unwantedFieldsAreNotKept() {
    ByteChunks body = pieces(part("other", "a".repeat(LARGEST)) + part("payload", "1") + "--x--");

    assertThat(Allocated.by(() -> Multipart.read(TYPE, body, "payload", Set.of("payload"))))
        .isLessThan(MEBIBYTE);
  }

  @Test
  void aFieldOfMegabytesIsNotCopied() {
    ByteChunks body = pieces(part("payload", "a".repeat(LARGEST)) + "--x--");

    assertThat(Allocated.by(() -> Multipart.read(TYPE, body, "payload", Set.of("payload"))))
        .isLessThan(MEBIBYTE);
  }

  private static void assertRefusedWithoutMemory(String type, String form) {
    ByteChunks body = pieces(form);
    Runnable reading =
        () ->
            assertThatThrownBy(() -> Multipart.read(type, body, "payload", Set.of("payload")))
                .isInstanceOf(MalformedJson.class);

    assertThat(Allocated.by(reading)).isLessThan(2 * MEBIBYTE);
  }

  private static String part(String name, String text) {
    return "--x\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + text + "\r\n";
  }

  private static Multipart read(String type, String form) {
    return Multipart.read(type, pieces(form), "payload", Set.of("payload"));
  }

  private static String value(String form, String name) throws IOException {
    try (InputStream value = read(TYPE, form).value(name).orElseThrow()) {
      return new String(value.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static ByteChunks pieces(String text) {
    return FormTest.pieces(text);
  }
}

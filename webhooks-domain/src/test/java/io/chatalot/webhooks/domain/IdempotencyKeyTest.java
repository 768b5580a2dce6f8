package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "abc, abc",
        "'  abc ', abc",
        "a b, a b",
        "a\"b, a\"b",
        "a\\b, a\\b",
        "abc\", abc\"",
        "8e03978e-40d5-43dd-bc93-6894a57f9324, 8e03978e-40d5-43dd-bc93-6894a57f9324",
        "\"abc\", abc",
        "' \"abc\" ', abc",
        "\"a b\", a b",
        "'\" a \"', ' a '",
        "\"a\\\"b\", a\"b",
        "\"a\\\\b\", a\\b",
        "\"\\\"\", \"",
        "\"\\\\\", \\",
        "\"a\\\\\\\"\", a\\\"",
        "~!@, ~!@"
      })
  void aHeaderIsReadBareOrQuoted(String header, String key) {
    assertThat(IdempotencyKey.parse(header).value()).isEqualTo(key);
  }

  @Test
  void bothFormsOfAKeyAreTheSameKey() {
    assertThat(IdempotencyKey.parse("\"build 142\"")).isEqualTo(IdempotencyKey.parse("build 142"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\"\"",
        "\"",
        "\"abc",
        "\"a\"b\"",
        "\"a\"b",
        "\"abc\";p=1",
        "\"abc\", \"def\"",
        "\"abc\\\"",
        "\"\\",
        "\"\\\"",
        "\"a\\bc\"",
        "\"a\\\\\\\"",
        "\"\"\"",
        "caf\u00E9",
        "\"caf\u00E9\"",
        "\uD83D\uDE80",
        "a\tb",
        "a\u0000b",
        "a\u007Fb",
        "a\nb",
        "\"a\u001F\""
      })
  void whatIsNoKeyIsRefused(String header) {
    assertThat(violations(() -> IdempotencyKey.parse(header)))
        .containsExactly("Idempotency-Key invalid_value");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 254, 255})
  void aKeyMayHave1To255Characters(int length) {
    String key = "k".repeat(length);

    assertThat(IdempotencyKey.parse(key).value()).isEqualTo(key);
    assertThat(IdempotencyKey.parse('"' + key + '"').value()).isEqualTo(key);
  }

  @Test
  void aKeyOf256CharactersIsRefused() {
    String key = "k".repeat(256);

    assertThat(violations(() -> IdempotencyKey.parse(key))).hasSize(1);
    assertThat(violations(() -> IdempotencyKey.parse('"' + key + '"'))).hasSize(1);
  }

  @Test
  void anEscapeCountsAsTheCharacterThatItStandsFor() {
    String quoted = '"' + "\\\"".repeat(255) + '"';

    assertThat(IdempotencyKey.parse(quoted).value()).isEqualTo("\"".repeat(255));
  }

  @Test
  void aKeyIsRememberedForADay() {
    assertThat(IdempotencyKey.LIFETIME).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aKeyPrintsAsItself() {
    assertThat(IdempotencyKey.parse("\"build 142\"")).hasToString("build 142");
  }
}

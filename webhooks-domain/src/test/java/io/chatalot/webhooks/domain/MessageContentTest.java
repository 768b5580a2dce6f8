package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.refusal;
import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageContentTest {
  private static final String EMOJI = "\uD83D\uDE80";

  @Test
  void emptyContentIsTooShort() {
    assertThat(violations(() -> new MessageContent(""))).containsExactly("content too_short");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3999, 4000})
  void contentOf1To4000CharactersIsKept(int length) {
    assertThat(new MessageContent("a".repeat(length)).value()).hasSize(length);
  }

  @Test
  void contentOf4001CharactersIsRefusedAndToldItsLength() {
    assertThat(refusal(() -> new MessageContent("a".repeat(4001))).violations())
        .containsExactly(
            new Violation(
                "content",
                ViolationCode.TOO_LONG,
                "must be at most 4000 characters, but has 4001"));
  }

  @Test
  void anEmojiCountsAsOneCharacter() {
    assertThat(new MessageContent(EMOJI.repeat(4000)).value()).isEqualTo(EMOJI.repeat(4000));
    assertThat(new MessageContent("a".repeat(3999) + EMOJI).value()).endsWith(EMOJI);
    assertThat(violations(() -> new MessageContent("a".repeat(4000) + EMOJI)))
        .containsExactly("content too_long");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\n", " \t\r\n", "\u00A0", "\u2003\u3000", "\u2028\u2029\u0085"})
  void contentOfWhiteSpaceAloneIsBlank(String content) {
    assertThat(violations(() -> new MessageContent(content))).containsExactly("content blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200B",
        "\u00AD",
        "\uFE0F",
        "\u202E",
        "\u3164",
        "\u2800",
        "\u0001\u001B\u007F\u0085",
        " \u200B\n\u2060\t",
        "\uDB40\uDC41\uDB40\uDC7F",
        "\uD834\uDD73"
      })
  void contentOfWhichNothingCanBeSeenIsBlank(String content) {
    assertThat(violations(() -> new MessageContent(content))).containsExactly("content blank");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u200Ba", "\u2800.", "\u2764\uFE0F", "\u0301", "\uE000", "&#8203;", "[]()"})
  void oneVisibleCharacterIsEnough(String content) {
    assertThat(new MessageContent(content).value()).isEqualTo(content);
  }

  @Test
  void tooMuchWhiteSpaceIsTooLongAndNotAlsoBlank() {
    assertThat(violations(() -> new MessageContent(" ".repeat(4001))))
        .containsExactly("content too_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\u0000b", "\u0000", "a\uD83D", "\uDE80a", "\uDE80\uD83D", "\uD83D\uD83D"})
  void contentWithNulOrAnUnpairedSurrogateIsRefused(String content) {
    assertThat(violations(() -> new MessageContent(content)))
        .containsExactly("content invalid_character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "  indented\n\n",
        "\u00A0x\u00A0",
        "\u0001\u001B[31m",
        "a\u2028b",
        "\u202Ereversed",
        "\uFFFE"
      })
  void contentIsKeptExactlyAsItWasSent(String content) {
    assertThat(new MessageContent(content).value()).isEqualTo(content);
    assertThat(new MessageContent(content)).hasToString(content);
  }
}

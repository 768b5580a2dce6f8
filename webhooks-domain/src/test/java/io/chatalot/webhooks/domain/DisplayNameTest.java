package io.chatalot.webhooks.domain;

import static io.chatalot.webhooks.domain.Refusals.refusal;
import static io.chatalot.webhooks.domain.Refusals.violations;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayNameTest {
  private static final String EMOJI = "\uD83D\uDE80";

  @Test
  void anEmptyNameIsTooShort() {
    assertThat(violations(() -> new DisplayName(""))).containsExactly("name too_short");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64})
  void aNameOf1To64CharactersIsKept(int length) {
    assertThat(new DisplayName("a".repeat(length)).value()).hasSize(length);
  }

  @Test
  void aNameOf65CharactersIsRefusedAndToldItsLength() {
    WebhookException refused = refusal(() -> new DisplayName("a".repeat(65)));

    assertThat(refused.violations())
        .containsExactly(
            new Violation(
                "name", ViolationCode.TOO_LONG, "must be at most 64 characters, but has 65"));
    assertThat(refused).hasMessage("name must be at most 64 characters, but has 65");
  }

  @Test
  void anEmojiCountsAsOneCharacter() {
    assertThat(new DisplayName(EMOJI.repeat(64)).value()).isEqualTo(EMOJI.repeat(64));
    assertThat(new DisplayName("a".repeat(63) + EMOJI).value()).endsWith(EMOJI);
    assertThat(violations(() -> new DisplayName("a".repeat(64) + EMOJI)))
        .containsExactly("name too_long");
    assertThat(violations(() -> new DisplayName(EMOJI.repeat(65))))
        .containsExactly("name too_long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " CI",
        "CI ",
        "\t CI \n",
        "\r\nCI\r\n",
        "\u00A0CI\u00A0",
        "\u2003CI\u3000",
        "\u2028CI\u2029",
        "\u0085CI\u0085",
        "\uFEFFCI",
        "\u202FCI\u205F"
      })
  void whiteSpaceAtBothEndsIsCutOff(String name) {
    assertThat(new DisplayName(name).value()).isEqualTo("CI");
  }

  @Test
  void whiteSpaceAtTheEndsDoesNotCount() {
    assertThat(new DisplayName("  " + "a".repeat(64) + " \u00A0").value()).hasSize(64);
  }

  @Test
  void whiteSpaceWithinStays() {
    assertThat(new DisplayName("CI  Bot\u00A0two").value()).isEqualTo("CI  Bot\u00A0two");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "\t\n", "\u00A0", "\u2003\u3000", "\u2028", "\uFEFF \uFEFF"})
  void aNameOfWhiteSpaceAloneIsTooShort(String name) {
    assertThat(violations(() -> new DisplayName(name))).containsExactly("name too_short");
  }

  @ParameterizedTest
  @CsvSource({
    "0, U+0000",
    "D800, first half of a pair",
    "DC00, second half of a pair",
    "DFFF, last surrogate",
    "1, control",
    "9, tab",
    "A, line feed",
    "D, carriage return",
    "1B, escape",
    "7F, delete",
    "85, next line",
    "9F, last C1 control",
    "2028, line separator",
    "2029, paragraph separator",
    "202A, left-to-right embedding",
    "202D, left-to-right override",
    "202E, right-to-left override",
    "2066, left-to-right isolate",
    "2069, pop isolate"
  })
  void aForbiddenCharacterWithinIsRefused(String hex, String what) {
    String name = "a" + (char) Integer.parseInt(hex, 16) + "b";

    assertThat(violations(() -> new DisplayName(name)))
        .as(what)
        .containsExactly("name invalid_character");
  }

  @Test
  void aPairOfSurrogatesInTheWrongOrderIsRefused() {
    assertThat(violations(() -> new DisplayName("a\uDE80\uD83Db")))
        .containsExactly("name invalid_character");
  }

  @ParameterizedTest
  @CsvSource({
    "U+0000, 0",
    "soft hyphen, AD",
    "zero-width space, 200B",
    "zero-width joiner, 200D",
    "left-to-right mark, 200E",
    "word joiner, 2060",
    "unassigned but ignorable, 2065",
    "Hangul choseong filler, 115F",
    "Hangul jungseong filler, 1160",
    "Hangul filler, 3164",
    "half-width Hangul filler, FFA0",
    "braille blank, 2800",
    "combining acute, 301",
    "enclosing circle, 20DD",
    "combining grapheme joiner, 34F",
    "variation selector, FE0F",
    "unassigned special, FFF0",
    "musical null note head, 1D159",
    "hieroglyph blank, 13441",
    "hieroglyph half blank, 13442",
    "tag space, E0020",
    "variation selector 256, E01EF",
    "unassigned tag, E0FFF"
  })
  void aNameThatNobodyCanSeeIsRefused(String what, String hex) {
    String name = Character.toString(Integer.parseInt(hex, 16)).repeat(3);

    assertThat(violations(() -> new DisplayName(name)))
        .as(what)
        .containsExactly(hex.equals("0") ? "name invalid_character" : "name invisible");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u200B",
        "\u0915\u094D\u200D\u0937",
        "e\u0301",
        "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
        "\u2764\uFE0F",
        "\uD83C\uDDE9\uD83C\uDDEA",
        "\u05E9\u05DC\u05D5\u05DD",
        "\u0645\u0631\u062D\u0628\u0627\u200F bot",
        "\u6784\u5EFA",
        "<b>&\"'",
        "\u0BBE"
      })
  void namesOfAllScriptsAreKeptAsTheyAre(String name) {
    assertThat(new DisplayName(name).value()).isEqualTo(name);
  }

  @Test
  void aNamePrintsAsItself() {
    assertThat(new DisplayName(" CI Bot ")).hasToString("CI Bot");
  }

  @Test
  void namesThatDifferInOuterSpaceAreEqual() {
    assertThat(new DisplayName("CI ")).isEqualTo(new DisplayName("\u00A0CI"));
  }
}

package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleTest {
  /** Default_Ignorable_Code_Point has as many in Unicode 17.0. */
  private static final int IGNORABLE = 4174;

  @ParameterizedTest
  @ValueSource(
      ints = {
        ' ', '\n', 0xA0, 0x2003, 0x3000, 0x2028, 0x1680, 0x01, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x34F,
        0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200F, 0x202A,
        0x202E, 0x2060, 0x2065, 0x206F, 0x2800, 0x3164, 0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0,
        0xFFF8, 0xFFF9, 0x13441, 0x1BCA0, 0x1D159, 0x1D173, 0x1D17A, 0xE0000, 0xE0041, 0xE01EF,
        0xE0FFF
      })
  void nothingIsSeenOfThese(int codePoint) {
    assertThat(Invisible.is(codePoint)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        '!',
        'a',
        '0',
        0xAC,
        0xAE,
        0x301,
        0x34E,
        0x350,
        0x200A + 6,
        0x2016,
        0x2029 + 7,
        0x2070,
        0x27FF,
        0x2801,
        0x3131,
        0x3165,
        0xE000,
        0xFDFF,
        0xFE10,
        0xFF9F,
        0xFFFC,
        0xFFFD,
        0x1BC9F,
        0x1F680,
        0xDFFFF,
        0xE1000,
        0x10FFFD
      })
  void theseAreSeen(int codePoint) {
    assertThat(Invisible.is(codePoint)).isFalse();
  }

  @Test
  void noIgnorableCharacterIsForgotten() {
    long neitherSpaceNorControlNorBlank =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Invisible::isButNoSpace)
            .filter(c -> Character.getType(c) != Character.CONTROL)
            .filter(c -> c != 0x2800 && (c < 0xFFF9 || c > 0xFFFB))
            .filter(c -> (c < 0x13430 || c > 0x13442) && c != 0x16FE4 && c != 0x1D159)
            .count();
    assertThat(neitherSpaceNorControlNorBlank).isEqualTo(IGNORABLE);
  }

  @Test
  void whiteSpaceSetsWordsApart() {
    assertThat(IntStream.of(' ', '\n', '\t', 0xA0, 0x3000, 0x85).filter(Invisible::isButNoSpace))
        .isEmpty();
    assertThat(IntStream.of(0x200B, 0xAD, 0x01, 0x2800).allMatch(Invisible::isButNoSpace)).isTrue();
  }
}

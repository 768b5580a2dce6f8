package io.chatalot.webhooks.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @ParameterizedTest
  @CsvSource({
    "abc, abc",
    "\uD83D\uDE80, \uD83D\uDE80",
    "a\u0000b, a\uFFFDb",
    "\uD83D, \uFFFD",
    "\uDE80\uD83D, \uFFFD\uFFFD",
    "\uD83D\uD83D\uDE80, \uFFFD\uD83D\uDE80"
  })
  void eachCharacterThatIsNotStorableBecomesAReplacement(String text, String storable) {
    assertThat(Text.storable(text)).isEqualTo(storable);
    assertThat(Text.isStorable(storable)).isTrue();
    assertThat(Text.isStorable(text)).isEqualTo(text.equals(storable));
  }
}

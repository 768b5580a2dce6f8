package io.chatalot.webhooks.application.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.chatalot.webhooks.domain.DisplayName;
import java.util.Set;

class DisplayNameFuzzTest {
  private static final Set<Integer> UNSEEN =
      Set.of(
          (int) Character.CONTROL,
          (int) Character.FORMAT,
          (int) Character.SURROGATE,
          (int) Character.NON_SPACING_MARK,
          (int) Character.ENCLOSING_MARK,
          (int) Character.SPACE_SEPARATOR,
          (int) Character.LINE_SEPARATOR,
          (int) Character.PARAGRAPH_SEPARATOR);

  private final TimeLimit limit = new TimeLimit();

  @FuzzTest(maxDuration = "", maxExecutions = 200_000)
  void aNameIsRefusedOrShortVisibleAndOnOneLine(byte[] data) {
    String text = AnyText.of(data);
    limit.check(() -> Parsed.of(() -> new DisplayName(text)).ifPresent(name -> check(text, name)));
  }

  private static void check(String text, DisplayName name) {
    String value = name.value();
    assertThat(text).contains(value);
    assertThat(value.codePointCount(0, value.length())).isBetween(1, DisplayName.MAX_LENGTH);
    assertThat(value).isEqualTo(value.strip());
    assertThat(Parsed.isStorable(value)).isTrue();
    assertThat(value.codePoints()).noneMatch(DisplayNameFuzzTest::breaksALineOrTurnsIt);
    assertThat(value.codePoints()).anyMatch(c -> !UNSEEN.contains(Character.getType(c)));
    assertThat(new DisplayName(value)).isEqualTo(name);
  }

  private static boolean breaksALineOrTurnsIt(int c) {
    return Character.isISOControl(c)
        || "\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069".indexOf(c) >= 0;
  }
}

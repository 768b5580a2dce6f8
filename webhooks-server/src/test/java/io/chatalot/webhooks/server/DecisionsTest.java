package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each decision has a number, a date, a context, a choice and a price. */
class DecisionsTest {
  private static final Pattern NUMBER = Pattern.compile("(?m)^### (\\d+)\\. ");

  private final String text = Repository.text(Path.of("..", "docs", "decisions.md"));

  @Test
  void numbersAreGivenOnceAndWithoutGaps() {
    List<Integer> numbers =
        Repository.matches(NUMBER, text).stream().map(Integer::valueOf).sorted().toList();

    assertThat(numbers).hasSizeGreaterThan(60);
    assertThat(numbers)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, numbers.size()).boxed().toList());
  }

  @Test
  void eachHasADateAContextAChoiceAndAPrice() {
    assertThat(Stream.of(text.split("\n### ")).skip(1))
        .allSatisfy(
            entry ->
                assertThat(entry)
                    .containsPattern(
                        "^\\d+\\. .+ \\(\\d{4}-\\d\\d-\\d\\d(, amended \\d{4}-\\d\\d-\\d\\d)?\\)\n")
                    .containsPattern(
                        "(?s)\n"
                            + "\\*\\*Context\\.\\*\\* .*\n"
                            + "\\*\\*Choice\\.\\*\\* .*\n"
                            + "\\*\\*Price\\.\\*\\* "));
  }
}

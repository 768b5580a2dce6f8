package io.chatalot.webhooks.adapter.http.tool.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
  /** {@code ¶} stands for a line break, {@code ┃} for the end of a block. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          a¶- l┃- **b**: c¶- d ║ a¶- l¶¶* **b**: c¶* d
          - a┃- b┃- c ║ - a¶¶* b¶¶- c
          - a¶  - b¶¶  c┃- d¶  - e¶- f ║ - a¶  - b¶¶  c¶¶* d¶  - e¶* f
          - a¶lazy┃- b ║ - a¶lazy¶¶* b
          1. a¶2. b┃1. c┃1. d ║ 1. a¶2. b¶¶1) c¶¶1. d
          - a┃- b¶¶text¶¶- c ║ - a¶¶* b¶¶text¶¶- c
          - a¶¶text┃- b ║ - a¶¶text¶¶- b
          - a┃* b ║ - a¶¶* b
          - a┃1. b ║ - a¶¶1. b
          - a┃-5 b ║ - a¶¶-5 b
          """)
  void theListsOfTwoBlocksStayApart(String blocks, String markdown) {
    String[] parts = blocks.replace('¶', '\n').split("┃");
    Draft draft = new Draft();
    Stream.of(parts).forEach(draft::block);
    assertThat(draft.markdown()).isEqualTo(markdown.replace('¶', '\n'));
    assertThat(Draft.upToEnough("\n\n", Stream.of(parts))).isEqualTo(markdown.replace('¶', '\n'));
  }
}

package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackListsTest {
  /** {@code ¶} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # nested lists
          1. stop¶\u2003\u200a ◦ drain¶2. start ║ 1. stop¶   - drain¶2. start
          1. a¶    • b¶        ◦ c¶2. d ║ 1. a¶   - b¶     - c¶2. d
          1.  a¶    •   b¶        1.  c¶        2.  d¶2.  e ║ 1. a¶   - b¶     1. c¶     2. d¶2. e
          • a¶\u2007 ◦ b¶\u2007 \u2004\u200a 1. c¶• d ║ - a¶  - b¶    1. c¶- d
          • a¶  ◦ b¶  ◦ c¶    ▪ d¶  ◦ e ║ - a¶  - b¶  - c¶    - d¶  - e
          • a¶  ◦ b¶    ▪\uFE0E c¶▪\uFE0Fd ║ - a¶  - b¶    - c¶- d
          1. a¶\u00a0\u00a0\u00a0- b¶2. c ║ 1. a¶   - b¶2. c
          # numbers
          \u20079. a¶10. b¶\u2003\u2007\u200a ◦ c¶11. d ║ 9. a¶10. b¶    - c¶11. d
          x¶9. a¶10. b ║ x¶¶9. a¶10. b
          1. a¶x¶2. b ║ 1. a¶¶x¶¶2. b
          # numbers that do not follow on each other
          1. a¶3. b ║ 1. a¶3) b
          3. c¶2. b¶1. a ║ 3. c¶2) b¶1. a
          10. a¶9. b¶8. c ║ 10. a¶9) b¶8. c
          1. x¶1. y¶1. z ║ 1. x¶1) y¶1. z
          1. a¶2. b¶1. c¶2. d ║ 1. a¶2. b¶1) c¶2) d
          1. a¶¶1. b¶2. c ║ 1. a¶¶1) b¶2) c
          1. a¶x¶1. b ║ 1. a¶¶x¶1. b
          0. a¶1. b ║ 0. a¶1. b
          1. a¶   1. b¶   1. c¶2. d¶   1. e ║ 1. a¶   1. b¶   1) c¶2. d¶   1. e
          • a¶  3. b¶  4. c ║ - a¶¶  3. b¶  4. c
          2024. a ║ 2024\\. a
          # further lines of an item
          1. a¶   b¶2. c ║ 1. a¶   b¶2. c
          1. a¶¶   b¶2. c ║ 1. a¶¶   b¶2. c
          - a¶  b¶c ║ - a¶  b¶¶c
          # new lists
          • a¶¶\u20079. b¶10. c ║ - a¶¶9. b¶10. c
          • a¶¶  ◦ b¶  ◦ c ║ - a¶¶- b¶- c
          • a¶¶   ◦ b¶   ◦ c ║ - a¶¶  - b¶  - c
          """)
  void aListInATextNestsAsInSlack(String mrkdwn, String markdown) {
    assertThat(Mrkdwn.FORMATTED.toMarkdown(mrkdwn.replace('¶', '\n')))
        .isEqualTo(markdown.replace('¶', '\n'));
  }

  @Test
  void theFirstItemOfATextKeepsItsIndent() {
    String text = "\\n  • a\\n  • b\\n      ◦ c\\n  • d\\n";
    String expected = "- a\n- b\n  - c\n- d";
    assertThat(Slack.read(SlackTest.json("{\"text\":\"" + text + "\"}")).content().value())
        .isEqualTo(expected);
    assertThat(
            Slack.read(SlackTest.json("{\"attachments\":[{\"text\":\"" + text + "\"}]}"))
                .content()
                .value())
        .isEqualTo(expected);
    assertThat(Slack.read(SlackTest.json("{\"text\":\"     a\"}")).content().value())
        .isEqualTo("a");
  }

  @Test
  void theListsOfRichTextNestAndKeepTheirNumbers() {
    assertThat(
            markdown(
                list("ordered", 0, 0, "Stop"),
                list("bullet", 1, 0, "drain"),
                list("ordered", 0, 1, "Start")))
        .isEqualTo("1. Stop\n   - drain\n2. Start");
  }

  @Test
  void orderedListsNestInOrderedLists() {
    assertThat(
            markdown(
                list("ordered", 0, 0, "a", "b"),
                list("ordered", 1, 0, "b1", "b2"),
                list("bullet", 2, 0, "x"),
                list("ordered", 0, 2, "c")))
        .isEqualTo("1. a\n2. b\n   1. b1\n   2. b2\n      - x\n3. c");
  }

  @Test
  void aListGoesOnBehindANestedOneWithoutAnOffset() {
    assertThat(
            markdown(
                list("ordered", 0, 0, "a"), list("bullet", 1, 0, "x"), list("ordered", 0, 0, "b")))
        .isEqualTo("1. a\n   - x\n2. b");
  }

  @Test
  void aListThatBeginsAnewIsNumberedAnew() {
    assertThat(markdown(list("ordered", 0, 0, "a", "b"), list("ordered", 0, 0, "c", "d")))
        .isEqualTo("1. a\n2. b\n1) c\n2) d");
  }

  @Test
  void aListGoesOnBelowText() {
    assertThat(
            markdown(
                list("ordered", 0, 0, "a", "b"), section("between"), list("ordered", 0, 2, "c")))
        .isEqualTo("1. a\n2. b\n\nbetween\n\n3. c");
  }

  @Test
  void linesOfAnItemStayInIt() {
    assertThat(markdown(list("ordered", 0, 8, "a\\nb", "c"), list("bullet", 1, 0, "d\\ne")))
        .isEqualTo("9. a\n   b\n10. c\n    - d\n      e");
  }

  @Test
  void anIndentWithoutAListAboveIsNone() {
    assertThat(markdown(list("bullet", 3, 0, "a"), list("bullet", 5, 0, "b")))
        .isEqualTo("- a\n  - b");
  }

  private static String markdown(String... parts) {
    String payload =
        "{\"blocks\":[{\"type\":\"rich_text\",\"elements\":[" + String.join(",", parts) + "]}]}";
    return Slack.read(SlackTest.json(payload)).content().value();
  }

  private static String list(String style, int indent, int offset, String... items) {
    var elements = new StringBuilder();
    for (String item : items) {
      elements.append(elements.isEmpty() ? "" : ",").append(section(item));
    }
    String settings = "\"style\":\"" + style + "\",\"indent\":" + indent + ",\"border\":0";
    String number = offset == 0 ? "" : ",\"offset\":" + offset;
    return "{\"type\":\"rich_text_list\","
        + settings
        + number
        + ",\"elements\":["
        + elements
        + "]}";
  }

  private static String section(String text) {
    return "{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\""
        + text
        + "\"}]}";
  }
}

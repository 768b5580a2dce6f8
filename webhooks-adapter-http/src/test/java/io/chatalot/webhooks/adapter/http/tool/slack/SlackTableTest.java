package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.tool.Shown;
import org.junit.jupiter.api.Test;

class SlackTableTest {
  private static final Shown SHOWN = new Shown();

  @Test
  void theFirstRowIsTheHead() {
    assertThat(markdown(row(raw("Host"), raw("Free")), row(raw("db1"), raw("3 %"))))
        .isEqualTo("| Host | Free |\n| --- | --- |\n| db1 | 3 % |");
  }

  @Test
  void columnsAreAligned() {
    String settings = "[null,{\"align\":\"center\",\"is_wrapped\":true},{\"align\":\"right\"}]";
    assertThat(table(settings, row(raw("a"), raw("b"), raw("c"), raw("d"))))
        .isEqualTo("| a | b | c | d |\n| --- | :-: | --: | --- |");
  }

  @Test
  void markupOfACellIsTextAndItsLinesAreOne() {
    String cell = raw("a|b *c*\\\\|\\n# d <x> :x:");
    String html = html(row(raw("x")), row(cell));
    assertThat(html).contains("<td>a|b *c*\\| # d &lt;x&gt; ❌</td>");
  }

  @Test
  void aCellOfRichTextKeepsItsStyles() {
    String cell =
        """
        {"type":"rich_text","elements":[
         {"type":"rich_text_section","elements":[{"type":"text","text":"a|","style":{"bold":true}},
          {"type":"text","text":" \\nb "},{"type":"link","url":"https://a.example/x|y","text":"l|m"},
          {"type":"emoji","name":"tada"},{"type":"text","text":"c|d","style":{"code":true}}]},
         {"type":"rich_text_list","style":"bullet","elements":[
          {"type":"rich_text_section","elements":[{"type":"text","text":"e"}]},
          {"type":"rich_text_section","elements":[{"type":"text","text":"f"}]}]},
         {"type":"rich_text_preformatted","elements":[{"type":"text","text":"g\\nh"}]}]}
        """;
    assertThat(html(row(raw("x")), row(cell)))
        .contains(
            "<td><strong>a|</strong> b <a href=\"https://a.example/x|y\""
                + " rel=\"nofollow noopener noreferrer\">l|m</a>🎉<code>c|d</code>"
                + " • e • f <code>g h</code></td>");
  }

  @Test
  void numbersAndOtherCellsAreShown() {
    String number = "{\"type\":\"raw_number\",\"value\":1714557600,\"text\":\"1,714\"}";
    String unnamed = "{\"type\":\"raw_number\",\"value\":1714557600}";
    String mrkdwn = "{\"type\":\"mrkdwn\",\"text\":\"*b*\\nc\"}";
    assertThat(markdown(row(number, unnamed, mrkdwn, "\"s\"", "7", "null")))
        .isEqualTo(
            "| 1,714 | 1714557600 | **b** c | s | 7 |  |\n| --- | --- | --- | --- | --- | --- |");
  }

  @Test
  void raggedRowsAndEmptyCellsKeepTheirColumns() {
    assertThat(
            markdown(
                row(raw(""), raw("b")),
                row(raw("1")),
                "[]",
                row(raw(""), raw(""), raw("3")),
                "null"))
        .isEqualTo("|  | b |  |\n| --- | --- | --- |\n| 1 |  |  |\n|  |  | 3 |");
    assertThat(html(row(raw(""), raw("b")), row(raw(""), raw("")), row(raw("1"))))
        .contains("<th></th>", "<th>b</th>", "<td>1</td>");
  }

  @Test
  void aTableOfOneColumnIsATable() {
    assertThat(html(row(raw("Host")), row(raw("db1")))).contains("<th>Host</th>", "<td>db1</td>");
  }

  @Test
  void nothingOfAWideTableIsLost() {
    var wide = new StringBuilder(raw("head"));
    for (int i = 1; i < 60; i++) {
      wide.append(',').append(raw("c" + i));
    }
    assertThat(html("[" + wide + "]", "[" + wide + "]")).contains("c49", "c50", "c59");
  }

  @Test
  void aLongTableIsCutAtALine() {
    String row = row(raw("a".repeat(50)), raw("b".repeat(50)));
    String content = markdown(row, (row + ",").repeat(98) + row);
    assertThat(content).endsWith("\n\n…").hasSizeBetween(3_800, 4_000);
    assertThat(SHOWN.html(content)).contains("<p>…</p>");
  }

  @Test
  void aTableWithoutTextSaysNothing() {
    String payload =
        "{\"text\":\"x\",\"blocks\":[{\"type\":\"table\",\"rows\":[[{\"type\":\"raw_text\",\"text\":\"\"}]]},"
            + "{\"type\":\"table\",\"rows\":[]},{\"type\":\"table\"}]}";
    assertThat(Slack.read(SlackTest.json(payload)).content().value()).isEqualTo("x");
  }

  private static String html(String... rows) {
    return SHOWN.html(markdown(rows));
  }

  private static String markdown(String... rows) {
    return table("null", rows);
  }

  private static String table(String settings, String... rows) {
    String payload =
        "{\"blocks\":[{\"type\":\"table\",\"column_settings\":"
            + settings
            + ",\"rows\":["
            + String.join(",", rows)
            + "]}]}";
    return Slack.read(SlackTest.json(payload)).content().value();
  }

  private static String row(String... cells) {
    return "[" + String.join(",", cells) + "]";
  }

  private static String raw(String text) {
    return "{\"type\":\"raw_text\",\"text\":\"" + text + "\"}";
  }
}

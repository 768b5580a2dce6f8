package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlackAttachmentTest {
  /** {@code ¶} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          # links in titles
          'title':'<https://x.example|:tada: in link>' ║ **[🎉 in link](https://x.example)**
          'title':'See <https://x.example|build [7]> *now* &amp; <@U1|robin>' ║ **See [build \\[7\\]](https://x.example) \\*now\\* & @robin**
          'title':'<https://x.example>' ║ **<https://x.example>**
          'title':'a < b <c> *' ║ **a < b \\<c> \\***
          'title':'<https://x.example|a>','title_link':'https://y.example' ║ **[a](https://y.example)**
          'author_name':'<https://x.example|a>','text':'b' ║ a¶¶b
          # times
          'text':'a','footer':'f','ts':'2024-05-01T10:00:00Z' ║ a¶¶f · 2024-05-01 10:00 UTC
          'text':'a','footer':'f','ts':1714557600.5 ║ a¶¶f · 2024-05-01 10:00 UTC
          'text':'b','ts':1714557600 ║ b¶¶2024-05-01 10:00 UTC
          'title':'T','ts':'1714557600' ║ **T**¶¶2024-05-01 10:00 UTC
          'fallback':'f','ts':1714557600 ║ f
          'text':'b','ts':'yesterday' ║ b
          'text':'b','ts':0 ║ b
          # a list above the list of fields
          'text':'text\\n• l','fields':[{'title':'Long','value':'x'}] ║ text¶- l¶¶* **Long**: x
          """)
  void anAttachmentReadsAsInSlack(String attachment, String markdown) {
    String payload = "{'attachments':[{" + attachment + "}]}";
    assertThat(Slack.read(SlackTest.json(payload.replace('\'', '"'))).content().value())
        .isEqualTo(markdown.replace('¶', '\n'));
  }
}

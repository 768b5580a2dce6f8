package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.mattermost.Mattermost;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The colour of an attachment is a dot before its headline, on Slack's and Mattermost's address.
 */
class SlackColourTest {
  /** {@code ¶} stands for a line break. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          'color':'good','title':'T','text':'x' ║ 🟢 **T**¶¶x
          'color':'warning','title':'T' ║ 🟡 **T**
          'color':'danger','title':'T','title_link':'https://a.example' ║ 🔴 **[T](https://a.example)**
          'color':'#439FE0','title':'T' ║ 🔵 **T**
          'color':'#FF8000','title':'T' ║ 🟠 **T**
          'color':'#cccccc','title':'T' ║ ⚪ **T**
          'color':'','title':'T' ║ **T**
          'color':'none','title':'T' ║ **T**
          'title':'T' ║ **T**
          # a title with an emoji has its own sign
          'color':'danger','title':'🔥 T' ║ **🔥 T**
          'color':'danger','title':':fire: T' ║ **🔥 T**
          'color':'danger','title':':partyparrot: T' ║ 🔴 **:partyparrot: T**
          # without a title
          'color':'danger','text':'x' ║ 🔴 x
          'color':'danger','text':':fire: x' ║ 🔥 x
          'color':'danger','pretext':'p','text':'x' ║ p¶¶🔴 x
          'color':'danger','author_name':'a','text':'x' ║ a¶¶🔴 x
          'color':'danger','author_name':'a' ║ 🔴 a
          'color':'danger','pretext':'p','author_name':'a','title':'T','text':'x' ║ p¶¶a¶¶🔴 **T**¶¶x
          'color':'danger','fields':[{'title':'f','value':'v'}] ║ 🔴¶¶- **f**: v
          'color':'danger','text':'- x' ║ 🔴¶¶- x
          'color':'danger','fallback':'f' ║ 🔴 f
          'color':'danger','pretext':'p' ║ 🔴 p
          """)
  void theHeadlineHasADot(String attachment, String markdown) {
    JsonNode payload =
        SlackTest.json(("{'attachments':[{" + attachment + "}]}").replace('\'', '"'));
    String expected = markdown.replace('¶', '\n');
    assertThat(Slack.read(payload).content().value()).isEqualTo(expected);
    assertThat(Mattermost.read(payload).content().value()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '║',
      quoteCharacter = '§',
      textBlock =
          """
          {'type':'header','text':{'type':'plain_text','text':'Down'}} ║ ### 🔴 Down
          {'type':'header','text':{'type':'plain_text','text':':x: Down'}} ║ ### ❌ Down
          {'type':'divider'},{'type':'section','text':{'type':'mrkdwn','text':'*Down*'}} ║ 🔴 **Down**
          """)
  void theFirstBlockOfAnAttachmentHasADot(String blocks, String markdown) {
    String payload = "{'attachments':[{'color':'#e01e5a','blocks':[" + blocks + "]}]}";
    assertThat(Slack.read(SlackTest.json(payload.replace('\'', '"'))).content().value())
        .isEqualTo(markdown);
  }
}

package io.chatalot.webhooks.adapter.http.tool.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RocketChatTest {
  @Test
  void anAttachmentOfEachMember() {
    Command command =
        RocketChat.read(
            json(
                """
                {"text": "Sample message", "attachments": [{
                  "author_name": "Bradley", "author_link": "https://rocket.example/u",
                  "author_icon": "https://a.example/u.png",
                  "title": "Report", "title_link": "https://rocket.example/r",
                  "title_link_download": true, "text": "Yay for *gruggy*!", "color": "",
                  "collapsed": false, "image_url": "https://a.example/i.png",
                  "thumb_url": "https://a.example/t.png", "audio_url": "https://a.example/a.mp3",
                  "video_url": "https://a.example/v.mp4", "ts": "1700000000",
                  "message_link": "https://rocket.example/m",
                  "fields": [{"short": true, "title": "Test", "value": "Testing"}]}]}
                """));
    assertThat(command.content().value())
        .isEqualTo(
            """
            Sample message

            [Bradley](https://rocket.example/u)

            **[Report](https://rocket.example/r)**

            Yay for *gruggy*!

            - **Test**: Testing

            [Image](https://a.example/i.png) · [Image](https://a.example/t.png) · \
            [Audio](https://a.example/a.mp3) · [Video](https://a.example/v.mp4) · \
            [2023-11-14 22:13 UTC](https://rocket.example/m)\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'x','username':'A','alias':'B','icon_url':'https://a/','avatar':'https://b/'} | A"
            + " | https://a/",
        "{'msg':'x','alias':'B','avatar':'https://b/','emoji':':ghost:'} | B | https://b/"
      })
  void eachNameOfAMemberCounts(String payload, String username, String avatar) {
    Command command = RocketChat.read(json(payload.replace('\'', '"')));
    assertThat(command.content().value()).isEqualTo("x");
    assertThat(command.username()).contains(new DisplayName(username));
    assertThat(command.avatarUrl()).contains(new AvatarUrl(avatar));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'msg':'a'}                                   | a",
        "{'msg':'a','text':'b'}                        | a",
        "{'text':'b','msg':null}                       | b",
        "{'text':'b','ts':1700000000}                  | b\\n\\n2023-11-14 22:13 UTC",
        "{'text':'b','ts':1700000000,'footer':'f'}     | b\\n\\nf · 2023-11-14 22:13 UTC",
        "{'text':'b','ts':'2024-05-01T10:00:00Z'}      | b\\n\\n2024-05-01 10:00 UTC",
        "{'ts':'2024-05-01T10:00:00.5Z','message_link':'https://a/'} | [2024-05-01 10:00"
            + " UTC](https://a/)",
        "{'text':'b','message_link':'https://a/'}      | b\\n\\n[Message](https://a/)",
        "{'text':'b','message_link':'javascript:x'}    | b",
        "{'text':{'x':1},'title':'t','fields':7}       | **t**"
      })
  void anAttachmentIsRead(String attachment, String markdown) {
    String payload = "{\"attachments\":[null,7,{}," + attachment.replace('\'', '"') + "]}";
    assertThat(RocketChat.read(json(payload)).content().value())
        .isEqualTo(markdown.replace("\\n", "\n"));
  }

  private static JsonNode json(String text) {
    return AnyPayload.of(text).orElseThrow();
  }
}

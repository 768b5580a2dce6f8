package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlackTest {
  @ParameterizedTest
  @MethodSource("io.chatalot.webhooks.adapter.http.tool.slack.SlackSamples#all")
  void whatSendersSendReadsWell(SlackSamples.Sample sample) {
    assertThat(Slack.read(json(sample.payload())).content().value())
        .isEqualTo(sample.markdown().strip());
  }

  @Test
  void theNameAndTheIconAreTaken() {
    Command command =
        Slack.read(
            json(
                """
                {"text":"x","username":"Alertmanager","icon_url":"https://a.example/i.png",
                 "icon_emoji":":x:","channel":"#ops","link_names":1,"unfurl_links":false}
                """));
    assertThat(command.content().value()).isEqualTo("x");
    assertThat(command.username()).contains(new DisplayName("Alertmanager"));
    assertThat(command.avatarUrl()).contains(new AvatarUrl("https://a.example/i.png"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'text':'x','username':'','icon_url':''}",
        "{'text':'x','username':null,'icon_url':null}",
        "{'text':'x','username':{},'icon_url':[1]}",
        "{'text':'x','username':'a\\nb','icon_url':'ftp://a/b'}",
        "{'text':'x','username':'a\\u0000b','icon_url':':x:'}",
        "{'text':'x','username':'<64>','icon_url':'javascript:alert(1)'}"
      })
  void aNameOrAnIconThatNoneCanHaveIsTheWebhooksOwn(String payload) {
    Command command = Slack.read(json(payload.replace('\'', '"').replace("<64>", "x".repeat(65))));
    assertThat(command.username()).isEqualTo(Optional.empty());
    assertThat(command.avatarUrl()).isEqualTo(Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'text':null}",
        "{'text':''}",
        "{'text':' \\n\\u00a0'}",
        "{'text':{'a':1},'attachments':7,'blocks':{'type':'header'}}",
        "{'text':'','attachments':[]}",
        "{'attachments':[{},null,7,'x',[]]}",
        "{'attachments':[{'title':null,'text':'','fields':[null,{},{'title':null,'value':null}],'color':'danger'}]}",
        "{'attachments':[{'fallback':'','footer':'','ts':1700000000,'image_url':''}]}",
        "{'blocks':[{'type':'divider'},{'type':'divider'}]}",
        "{'blocks':[null,{},{'type':null},{'type':'unknown','text':'x'},{'type':'section'}]}",
        "{'blocks':[{'type':'section','text':{'type':'mrkdwn','text':null},'fields':[null,{}]}]}",
        "{'blocks':[{'type':'rich_text','elements':[null,{'type':'rich_text_section'}]}]}",
        "{'username':'x','icon_url':'https://a.example/b'}"
      })
  void whatSaysNothingIsRefused(String payload) {
    var refused =
        catchThrowableOfType(
            WebhookException.class, () -> Slack.read(json(payload.replace('\'', '"'))));
    assertThat(refused.reason()).isEqualTo(Reason.INVALID);
    assertThat(refused.violations()).hasSize(1);
    assertThat(refused.violations().get(0).code()).isIn(ViolationCode.EMPTY, ViolationCode.BLANK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "7", "\"text\"", "true"})
  void whatIsNoObjectIsRefused(String payload) {
    var refused = catchThrowableOfType(WebhookException.class, () -> Slack.read(json(payload)));
    assertThat(refused.violations().get(0).code()).isEqualTo(ViolationCode.INVALID_TYPE);
  }

  @Test
  void manyAttachmentsAreCutAtTheEndOfOne() {
    String one = "{\"title\":\"Disk full\",\"text\":\"*node* is at 97 %\"},";
    String all = "{\"attachments\":[" + one.repeat(500) + "{}]}";
    String markdown = Slack.read(json(all)).content().value();
    assertThat(markdown.length()).isBetween(3_900, 4_000);
    assertThat(markdown).endsWith("\n\n**node** is at 97 %…");
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.chatalot.webhooks.adapter.http;

import static com.slack.api.model.block.Blocks.asBlocks;
import static com.slack.api.model.block.Blocks.divider;
import static com.slack.api.model.block.Blocks.section;
import static com.slack.api.model.block.composition.BlockCompositions.markdownText;
import static org.assertj.core.api.Assertions.assertThat;

import com.slack.api.Slack;
import com.slack.api.model.Attachment;
import com.slack.api.webhook.Payload;
import com.slack.api.webhook.WebhookResponse;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's own client for the JVM. */
class SlackClientTest {
  private TestServer server;
  private String url;

  @BeforeEach
  void serve() {
    server = new TestServer();
    String token = server.createWebhook("CI").path("token").asText();
    url = "http://127.0.0.1:" + server.port() + ExecutionRoutes.PREFIX + token + "/slack";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aTextIsSent() throws Exception {
    assertThat(send(Payload.builder().text("*Done* in <https://ci.example|7 s>")))
        .isEqualTo("200 ok");
    assertThat(newest()).isEqualTo("CI: **Done** in [7 s](https://ci.example)");
  }

  @Test
  void blocksAndAttachmentsAreSent() throws Exception {
    var blocks = asBlocks(section(s -> s.text(markdownText("~old~"))), divider());
    var attachment = Attachment.builder().title("Tests").text("3 *failed*").build();
    assertThat(send(Payload.builder().text("x").blocks(blocks).attachments(List.of(attachment))))
        .isEqualTo("200 ok");
    assertThat(newest()).isEqualTo("CI: ~~old~~\n\n---\n\n**Tests**\n\n3 **failed**");
  }

  @Test
  void aWrongPayloadIsRefusedWithAReason() throws Exception {
    assertThat(send(Payload.builder())).isEqualTo("400 no_text");
    url = url.replaceFirst("[A-Za-z0-9]{64}", "a".repeat(64));
    assertThat(send(Payload.builder().text("x"))).isEqualTo("404 no_service");
  }

  private String send(Payload.PayloadBuilder payload) throws IOException {
    WebhookResponse response = Slack.getInstance().send(url, payload.build());
    return response.getCode() + " " + response.getBody();
  }

  private String newest() {
    var message = server.as("member").get(server.channelPath() + "/messages").json().path(0);
    return message.path("username").asText() + ": " + message.path("content").asText();
  }
}

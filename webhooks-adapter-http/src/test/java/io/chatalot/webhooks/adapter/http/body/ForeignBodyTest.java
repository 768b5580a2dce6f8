package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.tool.mattermost.MattermostRoutes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignBodyTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=xYz";

  private TestServer server;
  private String discord;
  private String slack;
  private String mattermost;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    discord = "/api/webhooks/" + webhook.path("id").asText() + "/" + webhook.path("token").asText();
    slack = ExecutionRoutes.PREFIX + webhook.path("token").asText() + "/slack";
    mattermost = MattermostRoutes.PREFIX + webhook.path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFormWithPartsHoldsTheJson() {
    Answer answer =
        post(
            discord,
            PARTS,
            part("\"payload_json\"", "{\"content\":\"caf\u00e9\"}") + "--xYz--\r\n");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(newest()).isEqualTo("caf\u00e9");

    String blob = part("payload_json; filename=\"blob\"", "{\"content\":\"as a blob\"}");
    assertThat(post(discord, PARTS, blob + "--xYz--").status()).isEqualTo(204);
    assertThat(newest()).isEqualTo("as a blob");

    assertThat(post(slack, PARTS, part("payload", "{\"text\":\"hi\"}") + "--xYz--").body())
        .isEqualTo("ok");
    assertThat(newest()).isEqualTo("hi");
  }

  @Test
  void aFormMayHoldDiscordsMembersThemselves() {
    String parts = part("content", "hi & bye") + part("username", "Bot") + part("tts", "false");
    assertThat(post(discord, PARTS, parts + "--xYz--").status()).isEqualTo(204);
    assertThat(newest()).isEqualTo("hi & bye");
    assertThat(post(discord, FORM, "content=a+b%26c&username=Bot").status()).isEqualTo(204);
    assertThat(newest()).isEqualTo("a b&c");
    assertThat(post(discord, FORM, "payload_json=%7B%22content%22%3A%22j%22%7D").status())
        .isEqualTo(204);
    assertThat(newest()).isEqualTo("j");
  }

  @Test
  void aFileIsRefusedAndNothingIsSent() {
    String form =
        part("payload_json", "{\"content\":\"with a file\"}")
            + part("\"files[0]\"; filename=\"a.txt\"", "secret")
            + "--xYz--\r\n";
    Answer answer = post(discord, PARTS, form);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asInt()).isEqualTo(50035);
    assertThat(answer.json().at("/errors/files/_errors/0/message").asText())
        .isEqualTo("can't be sent with a webhook; send a link instead");

    String slackForm = form.replace("payload_json", "payload").replace("content\"", "text\"");
    Answer ofSlack = post(slack, PARTS, slackForm);
    assertThat(ofSlack.status()).isEqualTo(400);
    assertThat(ofSlack.body()).isEqualTo("invalid_payload");
    Answer ofMattermost = post(mattermost, PARTS, slackForm);
    assertThat(ofMattermost.status()).isEqualTo(400);
    assertThat(ofMattermost.json().path("message").asText()).startsWith("files can't be sent");
    assertThat(messages()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "multipart/form-data | --xYz",
        "multipart/form-data; boundary= | --",
        "multipart/form-data; boundary=xYz | nonsense",
        "multipart/form-data; boundary=xYz | --xYz",
        "multipart/form-data; boundary=xYz | --xYz--",
        "application/x-www-form-urlencoded | tts=false",
        "application/x-www-form-urlencoded | payload_json=%zz",
        "application/x-www-form-urlencoded | payload_json=hi"
      })
  void aFormWithoutJsonIsMalformed(String type, String body) {
    Answer answer = post(discord, type, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asInt()).isEqualTo(50109);
  }

  @Test
  void aFormOfMoreThanAHundredPartsIsMalformed() {
    String json = part("payload_json", "{\"content\":\"x\"}");
    String others = part("a", "b").repeat(99);
    assertThat(post(discord, PARTS, json + others + "--xYz--").status()).isEqualTo(204);
    assertThat(post(discord, PARTS, json + others + part("a", "b") + "--xYz--").status())
        .isEqualTo(400);
  }

  private Answer post(String to, String type, String body) {
    return server.anonymous().with("Content-Type", type).post(to, body);
  }

  private static String part(String name, String text) {
    return "--xYz\r\nContent-Disposition: form-data; name=" + name + "\r\n\r\n" + text + "\r\n";
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }

  private String newest() {
    return messages().path(0).path("content").asText();
  }
}

package io.chatalot.webhooks.adapter.http.tool.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.tool.AnyPayload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mattermost and Rocket.Chat take a form whose fields are the members of the payload. */
class MattermostFormsTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=B";

  private TestServer server;
  private JsonNode webhook;

  @BeforeEach
  void serve() {
    server = new TestServer();
    webhook = server.createWebhook("CI");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void theFieldsAreTheMembers(String path) {
    String parts = part("text", "Deployed 1.2") + part("username", "ci") + "--B--\r\n";
    isSent(post(path, PARTS, parts), "Deployed 1.2", "ci");
    isSent(post(path, FORM, "text=Deployed+1.3&username=ci%20bot"), "Deployed 1.3", "ci bot");
    isSent(post(path, FORM, "\ntext=Deployed"), "Deployed", "CI");
    isSent(post(path, FORM, "text=[INFO]+{x}&icon_url=https://a.example/i"), "[INFO] {x}", "CI");
    assertThat(newest().path("avatar_url").asText()).isEqualTo("https://a.example/i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void attachmentsAreAList(String path) {
    String list = "[{\"title\":\"Build\",\"text\":\"It\nworks\"}]";
    isSent(post(path, PARTS, part("attachments", list) + "--B--"), "**Build**\n\nIt\nworks", "CI");
    isSent(
        post(path, FORM, "text=Done&attachments=" + list.replace("\n", "%0A")),
        "Done\n\n**Build**\n\nIt\nworks",
        "CI");
    assertThat(post(path, FORM, "text=Done&attachments=[").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void theWholePayloadCountsAlone(String path) {
    isSent(post(path, FORM, "text=a&payload={\"text\":\"b\"}&username=ci"), "b", "CI");
    String parts = part("payload", "{\"text\":\"b\"}") + part("text", "a") + "--B--";
    isSent(post(path, PARTS, parts), "b", "CI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void whatCannotBeStoredBecomesAReplacement(String path) {
    isSent(post(path, FORM, "text=a%00b%ED%A0%BDc&username=%00ci"), "a\uFFFDb\uFFFDc", "\uFFFDci");
    isSent(post(path, PARTS, part("text", "a\u0000b") + "--B--"), "a\uFFFDb", "CI");
  }

  /** A script's {@code curl -d} encodes nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void aPercentSignMayStandForItself(String path) {
    isSent(post(path, FORM, "payload={\"text\":\"97% full, 100%\"}"), "97% full, 100%", "CI");
    isSent(post(path, FORM, "100%=x&text=97%25 of 100%&username=5%"), "97% of 100%", "5%");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/hooks/{token}", "/hooks/{id}/{token}"})
  void aFormThatSaysNothingIs400(String path) {
    for (String form : new String[] {"", "x=1", "text=", "username=ci", "text=%20"}) {
      assertThat(post(path, FORM, form).status()).as(form).isEqualTo(400);
    }
    assertThat(post(path, PARTS, part("channel", "x") + "--B--").status()).isEqualTo(400);
    assertThat(messages()).isEmpty();
  }

  /** Slack's own address wants the field. */
  @Test
  void slacksFormNeedsThePayload() {
    Answer answer = post("/api/webhooks/execute/{token}/slack", FORM, "text=hi");
    assertThat(answer.status() + " " + answer.body()).isEqualTo("400 invalid_payload");
  }

  private void isSent(Answer answer, String content, String username) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(newest().path("content").asText()).isEqualTo(content);
    assertThat(newest().path("username").asText()).isEqualTo(username);
  }

  private static String part(String name, String text) {
    return "--B\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
  }

  private Answer post(String path, String type, String body) {
    String filled =
        path.replace("{token}", webhook.path("token").asText())
            .replace("{id}", webhook.path("id").asText());
    return server.anonymous().with("Content-Type", type).post(filled, body);
  }

  private JsonNode newest() {
    return messages().path(0);
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }

  private static JsonNode json(String text) {
    return AnyPayload.of(text).orElseThrow();
  }
}

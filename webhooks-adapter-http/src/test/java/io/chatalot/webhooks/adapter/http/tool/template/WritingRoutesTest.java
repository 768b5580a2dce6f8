package io.chatalot.webhooks.adapter.http.tool.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manager writes a template from what the tool really sends. */
class WritingRoutesTest {
  private TestServer server;
  private String id;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    id = webhook.path("id").asText();
    path = ExecutionRoutes.PREFIX + webhook.path("token").asText() + "/json";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aPreviewShowsTheMessageAndSendsNothing() {
    JsonNode preview =
        preview(
                "{\"template\":\"{% set username = who %}**{{ a.b }}** {{ headers['x-event'] }}\","
                    + "\"payload\":{\"a\":{\"b\":\"<x>\"},\"who\":\"Bot\"},"
                    + "\"headers\":{\"X-Event\":\"push\"}}")
            .json();

    assertThat(preview.path("content_html").asText())
        .isEqualTo("<p><strong>&lt;x&gt;</strong> push</p>\n");
    assertThat(preview.path("username").asText()).isEqualTo("Bot");
    assertThat(preview.path("avatar_url").isNull()).isTrue();
    assertThat(preview.path("content").asText()).contains("push");
    assertThat(server.as("owner").get(server.channelPath() + "/messages").json()).isEmpty();
  }

  @Test
  void aPreviewOfNothingIsIgnored() {
    assertThat(preview("{\"template\":\"{# nothing #}\",\"payload\":[]}").body())
        .isEqualTo("{\"ignored\":true}");
  }

  @Test
  void aPreviewWithoutATemplateShowsTheJson() {
    assertThat(preview("{\"payload\":[1]}").json().path("content").asText())
        .isEqualTo("```json\n[\n  1\n]\n```");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"template\":\"{{ a\",\"payload\":1}              | template:invalid_value",
        "{\"template\":\"{{ 1 / 0 }}\",\"payload\":1}       | template:invalid_value",
        "{\"template\":\"x\"}                               | payload:required",
        "{\"template\":\"x\",\"payload\":1,\"headers\":[]}  | headers:invalid_type",
        "{\"template\":\"x\",\"payload\":1,\"headers\":{\"a\":1}} | headers:invalid_type",
        "{\"template\":\"x\",\"payload\":1,\"data\":1}      | data:not_allowed"
      })
  void aWrongPreviewIs422AsACallWouldHaveIt(String body, String wrong) {
    Answer answer = preview(body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(wrong);
  }

  @Test
  void theNextPayloadIsCapturedWithoutSecrets() {
    String capture = "/api/webhooks/" + id + "/template/capture";
    assertThat(server.as("owner").get(capture).status()).isEqualTo(404);
    Answer begun = server.as("owner").post(capture, "");
    assertThat(begun.status()).isEqualTo(202);
    assertThat(Instant.parse(begun.json().path("until").asText()))
        .isBetween(
            Instant.now().plus(Duration.ofMinutes(14)), Instant.now().plus(Duration.ofMinutes(16)));
    assertThat(server.as("owner").get(capture).status()).isEqualTo(404);

    server
        .anonymous()
        .with("X-Gitlab-Event", "Push Hook")
        .with("Authorization", "Bearer abc")
        .with("X-Forwarded-For", "203.0.113.7")
        .with("X-Hub-Signature-256", "sha256=00")
        .with("X-Gitlab-Token", "s3cret")
        .post(path, "{\"a\":[1.50,\"x\"],\"token\":\"s3cret\",\"user\":{\"password\":\"s3cret\"}}");
    server.anonymous().post(path, "{\"second\":true}");

    JsonNode kept = server.as("owner").get(capture).json();
    assertThat(kept.path("payload").toString())
        .isEqualTo("{\"a\":[1.50,\"x\"],\"token\":\"***\",\"user\":{\"password\":\"***\"}}");
    assertThat(kept.path("headers").path("x-gitlab-event").asText()).isEqualTo("Push Hook");
    assertThat(kept.toString()).doesNotContain("s3cret", "abc", "203.0.113.7", "sha256");
    assertThat(kept.path("received_at").isTextual()).isTrue();
    assertThat(server.as("owner").get(server.channelPath() + "/messages").json()).hasSize(2);
  }

  @Test
  void aPayloadWithWhichTheTemplateFailsIsCapturedToo() {
    String capture = "/api/webhooks/" + id + "/template/capture";
    server.as("owner").patch("/api/webhooks/" + id, "{\"template\":\"{{ a / 0 }}\"}");
    server.as("owner").post(capture, "");

    assertThat(server.anonymous().post(path, "{\"a\":1}").status()).isEqualTo(422);

    assertThat(server.as("owner").get(capture).json().path("payload").path("a").asInt())
        .isEqualTo(1);
  }

  @Test
  void aPreviewIsAsTheCallWouldBe() {
    assertThat(
            preview("{\"template\":\"{{ a }}\",\"payload\":{\"a\":\"x\\u0000\\ud83d\"}}")
                .json()
                .path("content")
                .asText())
        .isEqualTo("x\uFFFD\uFFFD");
    assertThat(
            preview(
                    "{\"template\":\"x\",\"payload\":{\"Type\":\"SubscriptionConfirmation\","
                        + "\"TopicArn\":\"arn:aws:sns:eu-west-1:1:a\","
                        + "\"SubscribeURL\":\"https://sns.example/c\"}}")
                .body())
        .contains("<https://sns.example/c>");
  }

  @Test
  void onlyManagersWriteTemplates() {
    String template = "/api/webhooks/" + id + "/template/";
    assertThat(server.anonymous().post(template + "preview", "{}").status()).isEqualTo(401);
    for (Answer refused :
        new Answer[] {
          server.as("member").post(template + "preview", "{}"),
          server.as("member").post(template + "capture", ""),
          server.as("member").get(template + "capture")
        }) {
      assertThat(refused.status()).isEqualTo(403);
    }
  }

  private Answer preview(String body) {
    return server.as("owner").post("/api/webhooks/" + id + "/template/preview", body);
  }
}

package io.chatalot.webhooks.adapter.http.tool.discord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscordRoutesTest {
  private static final String HI = "{\"content\":\"hi\"}";

  private TestServer server;
  private String id;
  private String token;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    id = webhook.path("id").asText();
    token = webhook.path("token").asText();
    path = "/api/webhooks/" + id + "/" + token;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api", "/api/v6", "/api/v7", "/api/v8", "/api/v9", "/api/v10"})
  void aMessageIsSentUnderEveryVersionsAddress(String version) {
    Answer answer = post(version + "/webhooks/" + id + "/" + token, HI);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.body()).isEmpty();
    assertThat(newest().path("content").asText()).isEqualTo("hi");
    assertThat(newest().path("username").asText()).isEqualTo("CI");
  }

  @Test
  void whoWaitsGetsTheMessageInDiscordsShape() {
    Answer answer =
        post(path + "?wait=true&with_components=true", "{\"content\":\"hi\",\"username\":\"Bot\"}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode message = answer.json();
    assertThat(message.path("id").asText()).isEqualTo(newest().path("id").asText());
    assertThat(message.path("timestamp").asText())
        .isEqualTo(newest().path("created_at").asText().replace("Z", "000+00:00"));
    assertThat(message.path("channel_id").asText()).isEqualTo(server.host.channel.toString());
    assertThat(message.path("webhook_id").asText()).isEqualTo(id);
    assertThat(message.path("content").asText()).isEqualTo("hi");
    assertThat(message.path("author"))
        .isEqualTo(
            Json.parse(
                String.format(
                    Locale.ROOT,
                    "{\"id\":\"%s\",\"username\":\"Bot\",\"avatar\":null,\"discriminator\":\"0000\",\"bot\":true}",
                    id)));
    assertThat(message.path("type").asInt(-1)).isZero();
    assertThat(message.path("edited_timestamp").isNull()).isTrue();
    for (String list :
        List.of("embeds", "attachments", "mentions", "mention_roles", "components")) {
      assertThat(message.path(list).isArray()).as(list).isTrue();
    }
  }

  @Test
  void theWebhookIsShownWithoutASessionAndWithoutItsToken() {
    Answer answer = server.anonymous().get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("id").asText()).isEqualTo(id);
    assertThat(answer.json().path("type").asInt()).isEqualTo(1);
    assertThat(answer.json().path("channel_id").asText()).isEqualTo(server.host.channel.toString());
    assertThat(answer.json().path("name").asText()).isEqualTo("CI");
    assertThat(answer.body()).doesNotContain("token", token);
  }

  @Test
  void aSentMessageIsFoundEditedAndDeleted() {
    String message = path + "/messages/" + post(path + "?wait=1", HI).json().path("id").asText();

    assertThat(server.anonymous().get(message).json().path("content").asText()).isEqualTo("hi");
    Answer edited =
        server.anonymous().patch(message, "{\"content\":null,\"embeds\":[{\"title\":\"New\"}]}");
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.json().path("content").asText()).isEqualTo("**New**");
    assertThat(edited.json().path("edited_timestamp").isNull()).isFalse();
    assertThat(newest().path("content").asText()).isEqualTo("**New**");
    assertThat(server.anonymous().patch(message, "{}").json().path("code").asInt())
        .isEqualTo(50006);
    Answer deleted = server.anonymous().delete(message);
    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(messages()).isEmpty();
    for (Answer gone :
        List.of(
            server.anonymous().get(message),
            server.anonymous().patch(message, HI),
            server.anonymous().delete(message),
            server.anonymous().get(path + "/messages/1234567890"))) {
      assertThat(gone.status()).isEqualTo(404);
      assertThat(gone.json().path("code").asInt()).isEqualTo(10008);
    }
  }

  @Test
  void allMissingWebhooksLookTheSame() {
    String message = post(path + "?wait", HI).json().path("id").asText();
    String other = server.createWebhook("Other").path("id").asText();
    var answers = new ArrayList<Answer>();
    for (String address :
        List.of(
            "/api/webhooks/" + other + "/" + token,
            "/api/webhooks/" + id + "/" + "a".repeat(64),
            "/api/webhooks/1234/" + token,
            "/api/v10/webhooks/1234/unknown")) {
      answers.add(post(address, HI));
      answers.add(server.anonymous().get(address));
      answers.add(server.anonymous().get(address + "/messages/" + message));
      answers.add(server.anonymous().patch(address + "/messages/" + message, HI));
      answers.add(server.anonymous().delete(address + "/messages/" + message));
    }
    server.as("owner").patch("/api/webhooks/" + id, "{\"active\":false}");
    answers.add(post(path, HI));
    answers.add(server.anonymous().get(path));

    assertThat(answers).extracting(Answer::status).containsOnly(404);
    assertThat(answers)
        .extracting(Answer::body)
        .containsOnly("{\"message\":\"Unknown Webhook\",\"code\":10015}");
    assertThat(messages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{                                  | 400 | 50109 | ``",
        "[]                                 | 400 | 50035 | /errors/_errors/0/code INVALID_TYPE",
        "{}                                 | 400 | 50006 | ``",
        "{\"content\":\" \\u200b\"}         | 400 | 50006 | ``",
        "{\"content\":7,\"embeds\":7}       | 204 | 0     | ``",
        "{\"content\":[],\"embeds\":[{}]}   | 400 | 50006 | ``",
        "{\"poll\":{\"question\":{}}}       | 400 | 50006 | ``",
        "{\"embeds\":[1,2,3,4,5,6,7,8,9,0,1]} | 400 | 50035 | /errors/embeds/_errors/0/code"
            + " TOO_MANY"
      })
  void aWrongPayloadIsAnsweredAsDiscordDoesWithAnyToken(
      String body, int status, int code, String detail) {
    for (String address : List.of(path, "/api/v9/webhooks/1/unknown")) {
      Answer answer = post(address, body);
      if (status == 204) {
        assertThat(answer.status()).isIn(204, 404);
        continue;
      }
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.json().path("code").asInt()).isEqualTo(code);
      assertThat(answer.json().path("message").asText()).isNotBlank();
      if (!detail.isEmpty()) {
        String[] parts = detail.split(" ");
        assertThat(answer.json().at(parts[0]).asText()).isEqualTo(parts[1]);
      }
    }
  }

  @Test
  void otherProblemsAreToldAsDiscordDoesToo() {
    Answer wait = post(path + "?wait=maybe", HI);
    assertThat(wait.status()).isEqualTo(400);
    assertThat(wait.json().at("/errors/wait/_errors/0/message").asText()).contains("true");

    Answer large = post(path, "{\"content\":\"" + "x".repeat(256 * 1024) + "\"}");
    assertThat(large.status()).isEqualTo(413);
    assertThat(large.json().path("code").asInt()).isEqualTo(40005);

    Answer encoded = server.anonymous().with("Content-Encoding", "gzip").post(path, HI);
    assertThat(encoded.status()).isEqualTo(415);
    assertThat(encoded.json().path("message").asText()).contains("Content-Encoding");

    Answer method = server.anonymous().send("PUT", path, "{}");
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.header("Allow")).isEqualTo("GET, HEAD, POST, OPTIONS");
    assertThat(method.json().path("code").asInt(-1)).isZero();
  }

  @Test
  void aKeySendsOneMessageAndItsFaultsAre422() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build-142");
    assertThat(keyed.post(path, HI).status()).isEqualTo(204);
    Answer again = keyed.post("/api/v10" + path.substring(4) + "?wait=true", HI);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(1);

    Answer reused = keyed.post(path, "{\"content\":\"another\"}");
    Answer malformed = server.anonymous().with("Idempotency-Key", "\"open").post(path, HI);
    assertThat(List.of(reused, malformed)).extracting(Answer::status).containsOnly(422);
    assertThat(reused.json().at("/errors/Idempotency-Key/_errors/0/code").asText())
        .isEqualTo("REUSED");
  }

  @Test
  void anAddressWithSlackAtItsEndTakesSlacks() {
    for (String version : List.of("/api", "/api/v7", "/api/v9", "/api/v10")) {
      Answer answer =
          post(version + "/webhooks/" + id + "/" + token + "/slack", "{\"text\":\"as Slack\"}");
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(newest().path("content").asText()).isEqualTo("as Slack");
    }
    assertThat(post("/api/webhooks/1/" + token + "/slack", "{\"text\":\"x\"}").status())
        .isEqualTo(404);
  }

  @Test
  void anAddressWithGithubAtItsEndTakesItsEvents() {
    for (String version : List.of("/api", "/api/v7", "/api/v9", "/api/v10")) {
      Answer answer =
          server
              .anonymous()
              .with("X-GitHub-Event", "ping")
              .post(
                  version + "/webhooks/" + id + "/" + token + "/github",
                  "{\"zen\":\"Keep it simple.\",\"repository\":{\"full_name\":\"org/app\"}}");
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("X-Webhook-Ignored")).isNull();
    }
    assertThat(messages()).hasSize(4);
  }

  @Test
  void theObserverSeesRoutesAndNeverTokens() {
    post(path, HI);
    server.anonymous().get("/api/v10/webhooks/1/secret/messages/2");
    assertThat(server.observed)
        .endsWith(
            "POST /api/webhooks/{webhook_id}/{token} 204",
            "GET /api/v10/webhooks/{webhook_id}/{token}/messages/{message_id} 404");
  }

  private Answer post(String to, String body) {
    return server.anonymous().post(to, body);
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }

  private JsonNode newest() {
    return messages().path(0);
  }
}

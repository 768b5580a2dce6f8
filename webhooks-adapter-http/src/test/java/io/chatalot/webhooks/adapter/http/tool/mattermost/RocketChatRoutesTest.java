package io.chatalot.webhooks.adapter.http.tool.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The address of Rocket.Chat answers as Rocket.Chat does. */
class RocketChatRoutesTest {
  private static final String HI = "{\"text\":\"hi\"}";
  private static final int CALLS = 10;

  private TestServer server;
  private CountingLimiter calls;
  private JsonNode webhook;

  @BeforeEach
  void serve() {
    calls = new CountingLimiter(CALLS);
    server = new TestServer(calls, new CountingLimiter(CALLS));
    webhook = server.createWebhook("CI");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aMessageIsAnsweredWithSuccess() {
    Answer answer =
        server
            .anonymous()
            .post(
                path(),
                """
                {"text": "**hi**", "alias": "Gruggy", "avatar": "https://a.example/i.png",
                 "emoji": ":ghost:", "channel": "#x", "parseUrls": false}
                """);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(answer.header("RateLimit")).isEqualTo("\"webhook\";r=9;t=1");
    assertThat(newest().path("content").asText()).isEqualTo("**hi**");
    assertThat(newest().path("username").asText()).isEqualTo("Gruggy");
    assertThat(newest().path("avatar_url").asText()).isEqualTo("https://a.example/i.png");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | not json               | 400 | The body is not valid JSON at line 1, column 1.",
        "POST | []                     | 400 | body must be a JSON object",
        "POST | {}                     | 400 | content has nothing to say",
        "POST | {\"emoji\":\":x:\"}    | 400 | content has nothing to say",
        "POST | {\"text\":\"\\u200b\"} | 400 | content has nothing to say",
        "PUT  | {\"text\":\"x\"}       | 405 | Method not allowed; use POST or OPTIONS.",
        "GET  | ``                     | 405 | Method not allowed; use POST or OPTIONS."
      })
  void anErrorIsToldAsRocketChatDoes(String method, String body, int status, String words) {
    for (String path : List.of(path(), path(webhook.path("id").asText(), "unknown"))) {
      isRefused(server.anonymous().send(method, path, body), status, words);
    }
    assertThat(messages()).isEmpty();
  }

  @Test
  void otherErrorsAreToldSoToo() {
    TestClient client = server.anonymous();
    String long256 = " ".repeat(256 * 1024);
    isRefused(client.post(path(), HI + long256), 413, "The body must be at most 262144 bytes.");
    isRefused(
        client.with("Content-Encoding", "gzip").post(path(), HI),
        415,
        "The body must be sent without a Content-Encoding.");
    Answer key = client.with("Idempotency-Key", "\"open").post(path(), HI);
    assertThat(key.status()).isEqualTo(422);
    assertThat(key.json().path("error").asText()).startsWith("Idempotency-Key ");
  }

  @Test
  void theLimitHoldsAndIsTold() {
    for (int i = 0; i < CALLS; i++) {
      assertThat(server.anonymous().post(path(), HI).status()).isEqualTo(200);
    }
    Answer over = server.anonymous().post(path(), HI);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.header("Retry-After")).isEqualTo("1");
    assertThat(over.json().path("success").asBoolean(true)).isFalse();
  }

  @Test
  void aKeySendsOneMessage() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build-142");
    assertThat(keyed.post(path(), HI).status()).isEqualTo(200);
    Answer again = keyed.post(path(), HI);
    assertThat(again.body()).isEqualTo("{\"success\":true}");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(1);
  }

  @Test
  void anIdThatIsNotTheTokensLooksLikeAnUnknownToken() {
    String token = webhook.path("token").asText();
    String other = server.createWebhook("Other").path("id").asText();
    Answer unknown = server.anonymous().post(path(other, "a".repeat(64)), HI);
    for (String id : List.of(other, UUID.randomUUID().toString(), "not-an-id", "%20")) {
      Answer answer = server.anonymous().post(path(id, token), HI);
      isRefused(answer, 404, unknown.json().path("error").asText());
      assertThat(answer.header("RateLimit")).isNull();
    }
    isRefused(unknown, 404, unknown.json().path("error").asText());
    assertThat(messages()).isEmpty();
    assertThat(server.anonymous().post(path(), HI).header("RateLimit"))
        .as("none of them took a place of the webhook")
        .isEqualTo("\"webhook\";r=9;t=1");
  }

  @Test
  void theObserverSeesTheRouteAndNeverTheToken() {
    server.observed.clear();
    server.anonymous().post(path(), HI);
    assertThat(server.observed).containsExactly("POST /hooks/{webhook_id}/{token} 200");
  }

  private static void isRefused(Answer answer, int status, String words) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"" + words + "\"}");
  }

  private String path() {
    return path(webhook.path("id").asText(), webhook.path("token").asText());
  }

  private static String path(String id, String token) {
    return RocketChatRoutes.PATH.replace("{webhook_id}", id).replace("{token}", token);
  }

  private JsonNode newest() {
    return messages().path(0);
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }
}

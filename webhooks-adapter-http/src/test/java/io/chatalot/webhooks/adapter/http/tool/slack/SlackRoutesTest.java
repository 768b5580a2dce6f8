package io.chatalot.webhooks.adapter.http.tool.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of Slack and Mattermost answer as those platforms do. */
class SlackRoutesTest {
  private static final String HI = "{\"text\":\"hi\"}";

  private TestServer server = new TestServer();
  private JsonNode webhook = server.createWebhook("CI");

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void aMessageIsAnsweredWithOkAndNothingElse(String path) {
    Answer answer =
        post(path, "{\"text\":\"*hi*\",\"username\":\"Bot\",\"icon_url\":\"https://a.example/i\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
    assertThat(newest().path("username").asText()).isEqualTo("Bot");
    assertThat(newest().path("avatar_url").asText()).isEqualTo("https://a.example/i");
    assertThat(newest().path("content").asText())
        .isEqualTo(path.startsWith("/hooks") ? "*hi*" : "**hi**");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | application/json | not json                    | 400 | invalid_payload | parse",
        "POST | application/json | {\"text\":\"x\"             | 400 | invalid_payload | parse",
        "POST | application/json | []                          | 400 | invalid_payload | parse",
        "POST | application/json | null                        | 400 | invalid_payload | parse",
        "POST | application/json | {}                          | 400 | no_text         | text",
        "POST | application/json | {\"text\":\" \"}            | 400 | no_text         | text",
        "POST | application/json | {\"text\":\"\\u200a\\u00a0\"} | 400 | no_text       | text",
        "POST | application/json | {\"attachments\":[{}]}      | 400 | no_text         | text",
        "POST | application/x-www-form-urlencoded | a=hi       | 400 | invalid_payload | parse",
        "POST | application/x-www-form-urlencoded | payload=   | 400 | invalid_payload | parse",
        "POST | application/x-www-form-urlencoded | payload=%zz | 400 | invalid_payload | parse",
        "POST | application/x-www-form-urlencoded | payload={} | 400 | no_text         | text",
        "POST | text/plain       | text=hi                     | 400 | invalid_payload | parse",
        "POST | image/png        | hi                          | 400 | invalid_payload | parse",
        "PUT  | application/json | {\"text\":\"x\"}            | 405 | method_not_allowed |"
            + " method_not_allowed",
        "GET  | application/json | ``                          | 405 | method_not_allowed |"
            + " method_not_allowed"
      })
  void errorsAreToldAsTheCallersKnowThem(
      String method, String type, String body, int status, String word, String id) {
    for (String token : List.of(token(), "unknown")) {
      TestClient client = server.anonymous().with("Content-Type", type);
      Answer slack = client.send(method, "/api/webhooks/execute/" + token + "/slack", body);
      Answer mattermost = client.send(method, "/hooks/" + token, body);

      assertThat(slack.status()).isEqualTo(status);
      assertThat(slack.body()).isEqualTo(word);
      assertThat(slack.header("Content-Type")).isEqualTo("text/plain");
      assertThat(mattermost.status()).isEqualTo(status);
      assertThat(mattermost.json().path("id").asText())
          .isEqualTo("web.incoming_webhook." + id + ".app_error");
      assertThat(mattermost.json().path("status_code").asInt()).isEqualTo(status);
      assertThat(mattermost.json().path("message").asText()).isNotEmpty();
      assertThat(mattermost.json().properties())
          .extracting(Map.Entry::getKey)
          .containsExactly("id", "message", "detailed_error", "request_id", "status_code");
    }
    assertThat(messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void allWrongTokensLookAlike(String path) {
    String webhookPath = "/api/webhooks/" + webhook.path("id").asText();
    Answer unknown = server.anonymous().post(path.replace("{token}", "a".repeat(64)), HI);
    Answer malformed = server.anonymous().post(path.replace("{token}", "a%2Fb"), HI);
    server.as("owner").patch(webhookPath, "{\"active\":false}");
    Answer disabled = post(path, HI);
    server.as("owner").patch(webhookPath, "{\"active\":true}");
    server.host.directory.setArchived(server.host.channel, true);
    Answer archived = post(path, HI);
    server.host.directory.setArchived(server.host.channel, false);
    server.as("owner").delete(webhookPath);
    Answer deleted = post(path, HI);

    assertThat(List.of(unknown, malformed, disabled, archived, deleted))
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isEqualTo(404);
              assertThat(answer.body()).isEqualTo(unknown.body());
            });
    assertThat(unknown.body())
        .contains(path.startsWith("/hooks") ? "incoming_webhook.invalid" : "no_service");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void aFormHoldsTheJson(String path) {
    String json = "{\"text\":\"a & b + c = ü\"}";
    TestClient form = server.anonymous().with("Content-Type", "application/x-www-form-urlencoded");
    String encoded = "x=1&payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
    assertThat(form.post(filled(path), encoded).body()).isEqualTo("ok");
    assertThat(newest().path("content").asText()).isEqualTo("a & b + c = ü");
    assertThat(form.post(filled(path), json).body()).isEqualTo("ok");
    assertThat(messages()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void aBodyOfOver256KibIs413AndALongTextIsCut(String path) {
    String most = "{\"text\":\"" + "word ".repeat(52_426) + "\"}";
    String padding = " ".repeat(256 * 1024 - most.length());
    assertThat(post(path, most + padding).body()).isEqualTo("ok");
    assertThat(newest().path("content").asText()).hasSizeBetween(3_990, 4_000).endsWith(" word…");
    assertThat(post(path, most + padding + " ").status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void theLimitHoldsAndIsTold(String path) {
    server.close();
    server = new TestServer(new CountingLimiter(1), new CountingLimiter(1));
    webhook = server.createWebhook("CI");
    Answer first = post(path, HI);
    Answer second = post(path, HI);

    assertThat(first.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=1");
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.header("Retry-After")).isEqualTo("1");
    assertThat(second.header("RateLimit")).isEqualTo("\"webhook\";r=0;t=1");
    assertThat(second.body()).contains("rate_limited");
    server.anonymous().post(path.replace("{token}", "miss"), HI);
    assertThat(server.anonymous().post(path.replace("{token}", "miss"), HI).status())
        .isEqualTo(429);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute/{token}/slack", "/hooks/{token}"})
  void aKeySendsOneMessage(String path) {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build-142");
    assertThat(keyed.post(filled(path), HI).body()).isEqualTo("ok");
    Answer again = keyed.post(filled(path), HI);
    assertThat(again.body()).isEqualTo("ok");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(1);

    assertThat(keyed.post(filled(path), "{\"text\":\"other\"}").status()).isEqualTo(422);
    Answer malformed = server.anonymous().with("Idempotency-Key", "\"open").post(filled(path), HI);
    assertThat(malformed.status()).isEqualTo(422);
    assertThat(malformed.body()).containsIgnoringCase("idempotency");
    assertThat(messages()).hasSize(1);
  }

  /** A number in a body is the number that the format's reader asks for, in a large body too. */
  @ParameterizedTest
  @ValueSource(ints = {0, 100_000})
  void aNestedListOfALargeOrSmallBodyIsNested(int padding) {
    String item =
        "{\"type\":\"rich_text_section\",\"elements\":[{\"type\":\"text\",\"text\":\"%s\"}]}";
    String list =
        "{\"type\":\"rich_text_list\",\"style\":\"bullet\",\"indent\":%d,\"elements\":["
            + item
            + "]}";
    String lists =
        String.format(Locale.ROOT, list, 0, "a") + "," + String.format(Locale.ROOT, list, 1, "b");
    post(
        "/api/webhooks/execute/{token}/slack",
        "{\"blocks\":[{\"type\":\"rich_text\",\"elements\":["
            + lists
            + "]}]}"
            + " ".repeat(padding));
    assertThat(newest().path("content").asText()).isEqualTo("- a\n  - b");
  }

  @Test
  void theObserverSeesRoutesAndNeverTokens() {
    server.observed.clear();
    post("/hooks/{token}", HI);
    post("/api/webhooks/execute/{token}/slack", HI);
    server.anonymous().get("/hooks/secret/secret");
    server.anonymous().get("/hooks/secret/secret/secret");
    assertThat(server.observed)
        .containsExactly(
            "POST /hooks/{token} 200",
            "POST /api/webhooks/execute/{token}/slack 200",
            "GET /hooks/{webhook_id}/{token} 405",
            "GET none 404");
  }

  @Test
  void pagesOfOtherOriginsMayExecuteWhereThatIsOpen() {
    server.close();
    server =
        new TestServer(
            TestServer.options(
                TrustedProxies.NONE,
                new CrossOrigins(Set.of(), Set.of("*")),
                false,
                Optional.empty()));
    webhook = server.createWebhook("Form");
    TestClient page = server.anonymous().with("Origin", "https://form.example");
    for (String path : List.of("/api/webhooks/execute/{token}/slack", "/hooks/{token}")) {
      assertThat(page.post(filled(path), HI).header("Access-Control-Allow-Origin")).isEqualTo("*");
    }
  }

  private Answer post(String path, String body) {
    return server.anonymous().post(filled(path), body);
  }

  private String filled(String path) {
    return path.replace("{token}", token());
  }

  private String token() {
    return webhook.path("token").asText();
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }

  private JsonNode newest() {
    return messages().path(0);
  }
}

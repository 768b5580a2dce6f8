package io.chatalot.webhooks.adapter.http.tool.github;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubRoutesTest {
  private static final String OPENED =
      """
      {"action": "opened", "issue": {"number": 1, "title": "It crashes"},
       "repository": {"full_name": "o/r"}, "sender": {"login": "owner"}}
      """;

  private static final String LABELED = OPENED.replace("opened", "labeled");
  private static final String TOLD = "**o/r**: owner opened issue #1 It crashes";

  private TestServer server;
  private JsonNode webhook;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer(new CountingLimiter(30), new CountingLimiter(30));
    webhook = server.createWebhook("CI");
    path = path(webhook.path("token").asText());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-GitHub-Event", "X-Gitea-Event", "X-Forgejo-Event"})
  void aDeliveryBecomesAMessage(String header) {
    Answer answer = server.anonymous().with(header, "issues").post(path, OPENED);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("RateLimit")).startsWith("\"webhook\";r=29");
    assertThat(messages().path(0).path("content").asText()).isEqualTo(TOLD);
    assertThat(messages().path(0).path("username").asText()).isEqualTo("CI");
  }

  /** Gitea leaves the event empty that GitHub does not have. */
  @ParameterizedTest
  @CsvSource({
    "X-GitHub-Event-Type, issues",
    "X-Gitea-Event-Type, issues",
    "X-Forgejo-Event-Type, issues",
    "X-Gogs-Event-Type, issues",
    "X-Gitea-Event-Type, issue_label"
  })
  void theFinerNameOfAnEventCountsWhereTheEventIsEmpty(String header, String type) {
    for (TestClient sender :
        new TestClient[] {server.anonymous(), deliver("").with("X-Gitea-Event", " ")}) {
      Answer answer = sender.with(header, type).post(path, OPENED);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(messages().path(0).path("content").asText()).isEqualTo(TOLD);
    }
    Answer named = deliver("gollum").with(header, type).post(path, OPENED);
    assertThat(named.status()).isEqualTo(204);
  }

  @Test
  void aKindThatOnlyGiteaHasIs204() {
    Answer answer = deliver("").with("X-Gitea-Event-Type", "package").post(path, "{}");
    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("X-Webhook-Ignored"))
        .isEqualTo("events of the kind package send no message");
  }

  @Test
  void aFormHoldsIt() {
    Answer answer =
        deliver("issues")
            .with("Content-Type", "application/x-www-form-urlencoded")
            .post(path, "payload=" + URLEncoder.encode(OPENED, StandardCharsets.UTF_8));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(messages()).hasSize(1);
  }

  @Test
  void aDeliveryThatSaysNothingIs204WithTheReason() {
    Answer answer = deliver("issues").post(path, LABELED);

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("X-Webhook-Ignored"))
        .isEqualTo("the action labeled of issues sends no message");
    assertThat(answer.header("RateLimit")).startsWith("\"webhook\";r=29");
    assertThat(deliver("gollum").post(path, "{}").status()).isEqualTo(204);
    assertThat(messages()).isEmpty();
  }

  @Test
  void deadTokensAre404AlikeWhetherOrNotThereIsSomethingToTell() {
    Answer unknown = deliver("issues").post(path("a".repeat(64)), OPENED);
    Answer nothing = deliver("issues").post(path("a".repeat(64)), LABELED);
    server.as("owner").patch("/api/webhooks/" + webhook.path("id").asText(), "{\"active\":false}");
    Answer disabled = deliver("issues").post(path, LABELED);

    assertThat(unknown.status()).isEqualTo(404);
    for (Answer answer : new Answer[] {nothing, disabled}) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(unknown.body());
      assertThat(answer.header("X-Webhook-Ignored")).isNull();
      assertThat(answer.header("RateLimit")).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "issues | {}                          | issue:required",
        "issues | {\"issue\":{}}              | action:required",
        "issues | []                          | body:invalid_type",
        "issues | {\"action\"                 | body:malformed_json",
        "issues | {\"action\":1,\"action\":1} | body:malformed_json",
        "issues | ``                          | body:malformed_json",
        "push   | {\"ref\":\"\"}              | ref:required"
      })
  void aWrongPayloadIs422WithAnyToken(String event, String body, String expected) {
    for (String to : new String[] {path, path("unknown")}) {
      Answer answer = deliver(event).post(to, body);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.wrongFields()).containsExactly(expected);
    }
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer =
        server.anonymous().with("X-GitHub-Delivery", "k".repeat(256)).post(path, "{\"action\"");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .containsExactly(
            "X-GitHub-Event:required", "X-GitHub-Delivery:invalid_value", "body:malformed_json");
  }

  @Test
  void oneDeliveryIsOneMessageHoweverOftenItIsSent() {
    TestClient delivery = deliver("issues").with("X-GitHub-Delivery", "7d5c");
    assertThat(delivery.post(path, OPENED).header("Idempotency-Replayed")).isNull();
    Answer again = delivery.post(path, OPENED);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    Answer other = delivery.post(path, OPENED.replace("crashes", "hangs"));
    assertThat(other.wrongFields()).containsExactly("Idempotency-Key:reused");
    assertThat(messages()).hasSize(1);

    assertThat(delivery.with("Idempotency-Key", "mine").post(path, OPENED).status()).isEqualTo(200);
    Answer gitea = deliver("issues").with("X-Gitea-Delivery", "7d5c").post(path, OPENED);
    assertThat(gitea.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(2);
  }

  @Test
  void anEncodedBodyIs415() {
    assertThat(deliver("issues").with("Content-Encoding", "gzip").post(path, OPENED).status())
        .isEqualTo(415);
  }

  private TestClient deliver(String event) {
    return server.anonymous().with("X-GitHub-Event", event);
  }

  private static String path(String token) {
    return GitHubRoutes.PATH.replace("{token}", token);
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }
}

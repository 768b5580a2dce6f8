package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.application.driven.Refusals.OfWebhook;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import io.chatalot.webhooks.domain.Refusal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refused call is answered without a look-up, and is accounted for afterwards. */
class RefusedAfterwardsTest {
  private static final String HI = "{\"content\":\"hi\"}";
  private static final int CALLS = 50;
  private static final int MISSES = 1_000;

  private TestServer server;
  private CountingLimiter calls;
  private CountingLimiter misses;
  private JsonNode webhook;
  private String token;

  @BeforeEach
  void serve() {
    calls = new CountingLimiter(CALLS);
    misses = new CountingLimiter(MISSES);
    server = new TestServer(calls, misses);
    webhook = server.createWebhook("CI");
    token = webhook.path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void wrongPayloadsWithMadeUpTokensAreMissesEachOfThem() {
    var random = new Random(7);
    for (int i = 0; i < 400; i++) {
      var bytes = new byte[32];
      random.nextBytes(bytes);
      String madeUp = HexFormat.of().formatHex(bytes);
      assertThat(server.anonymous().post(ExecutionRoutes.PREFIX + madeUp, "{}").status())
          .isEqualTo(422);
    }

    server.refusals.await(0, 400);
    assertThat(misses.quota("127.0.0.1").orElseThrow().remaining()).isEqualTo(MISSES - 400);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /api/webhooks/execute/TOKEN              | {}     | 422 | validation_error",
        "POST   | /api/webhooks/execute/TOKEN              | {      | 422 | validation_error",
        "POST   | /api/webhooks/execute/TOKEN?wait=perhaps | HI     | 422 | validation_error",
        "POST   | /api/webhooks/execute/TOKEN              | LONG   | 413 | payload_too_large",
        "PATCH  | /api/webhooks/execute/TOKEN/messages/1   | {}     | 422 | validation_error",
        "PUT    | /api/webhooks/execute/TOKEN/messages/by-key/1 | {} | 422 | validation_error",
        "DELETE | /api/webhooks/execute/TOKEN/messages/by-key/%2e. | {} | 422 | validation_error",
        "POST   | /api/webhooks/execute/TOKEN/slack        | {}     | 400 | no_text",
        "POST   | /api/webhooks/execute/TOKEN/github       | {}     | 422 | validation_error",
        "POST   | /api/webhooks/execute/TOKEN/alertmanager | {}     | 422 | validation_error",
        "POST   | /hooks/TOKEN                             | {}     | 400 | no_text",
        "POST   | /hooks/ID/TOKEN                          | {}     | 400 | no_text",
        "POST   | /api/webhooks/ID/TOKEN                   | {}     | 400 | validation_error",
        "POST   | /api/v10/webhooks/ID/TOKEN               | {      | 400 | malformed_json",
        "PATCH  | /api/v9/webhooks/ID/TOKEN/messages/1     | {}     | 400 | validation_error",
        "POST   | /api/webhooks/ID/TOKEN/slack             | {}     | 400 | no_text",
        "POST   | /api/webhooks/ID/TOKEN/github            | {}     | 422 | validation_error",
        "PUT    | /api/webhooks/execute/TOKEN              | {}     | 405 | method_not_allowed"
      })
  void aRefusedCallOfALiveTokenTakesItsPlaceAndItsManagersLearnOfIt(
      String method, String address, String body, int status, String code) {
    String sent = body.equals("LONG") ? " ".repeat(64 * 1024 + 1) : body.replace("HI", HI);
    int asked = server.outage.asked();

    Answer answer =
        server.anonymous().with("User-Agent", "tool/1 " + token).send(method, path(address), sent);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("RateLimit")).isNull();
    OfWebhook kept = server.refusals.await(1, 0).get(0);
    assertThat(server.outage.asked() - asked)
        .as("one look-up, and one of its channel")
        .isEqualTo(2);
    assertThat(remaining()).isEqualTo(CALLS - 1);
    assertThat(misses.quota("127.0.0.1")).isEqualTo(misses.untouched());
    assertThat(kept.webhook()).hasToString(webhook.path("id").asText());
    Refusal refusal = kept.refusal();
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.code()).isEqualTo(code);
    assertThat(refusal.message()).isNotBlank();
    assertThat(refusal.address())
        .isEqualTo(
            address
                .replaceAll("\\?.*", "")
                .replace("messages/1", "messages/{message_id}")
                .replaceAll("by-key/.*", "by-key/{key}")
                .replace("TOKEN", "{token}")
                .replace("ID", "{webhook_id}"));
    assertThat(refusal.client()).isEqualTo("127.0.0.1");
    assertThat(refusal.userAgent()).isEqualTo("tool/1 ***");
    assertThat(refusal.bytes()).isEqualTo(OptionalLong.of(sent.length()));
    assertThat(kept.toString()).doesNotContain(token);
  }

  @Test
  void aBodyOfAnotherTypeTakesItsPlaceToo() {
    Answer answer =
        server
            .anonymous()
            .with("Content-Type", "image/png")
            .post(path("/api/webhooks/execute/TOKEN"), "x");

    assertThat(answer.status()).isEqualTo(415);
    assertThat(server.refusals.await(1, 0).get(0).refusal().code())
        .isEqualTo("unsupported_media_type");
    assertThat(remaining()).isEqualTo(CALLS - 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST   | /api/webhooks/execute/TOKEN            | HI | 200",
        "DELETE | /api/webhooks/execute/TOKEN/messages/1 |    | 404",
        "PATCH  | /api/webhooks/execute/TOKEN/messages/1 | HI | 404",
        "PUT    | /api/webhooks/execute/TOKEN/messages/by-key/1 | HI | 201",
        "DELETE | /api/webhooks/execute/TOKEN/messages/by-key/1 |    | 404",
        "GET    | /api/webhooks/ID/TOKEN                 |    | 200",
        "HEAD   | /api/webhooks/ID/TOKEN                 |    | 200",
        "GET    | /api/webhooks/ID/TOKEN/messages/1      |    | 404",
        "DELETE | /api/webhooks/ID/TOKEN/messages/1      |    | 404"
      })
  void aCallThatReachesItsWebhookTakesOnePlaceAtOneLookUp(
      String method, String address, String body, int status) {
    int asked = server.outage.asked();

    Answer answer =
        server.anonymous().send(method, path(address), body == null ? "" : body.replace("HI", HI));

    assertThat(answer.status()).isEqualTo(status);
    assertThat(server.outage.asked() - asked)
        .as("one look-up, one of its channel, and at most one for the wanted message")
        .isBetween(2, 3);
    assertThat(remaining()).isEqualTo(CALLS - 1);
    assertThat(answer.header("RateLimit")).startsWith("\"webhook\";r=" + (CALLS - 1));
  }

  @Test
  void anEventThatSaysNothingTakesAPlace() {
    Answer answer =
        server
            .anonymous()
            .with("X-GitHub-Event", "gollum")
            .post(path("/api/webhooks/execute/TOKEN/github"), "{}");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(remaining()).isEqualTo(CALLS - 1);
    assertThat(answer.header("RateLimit")).startsWith("\"webhook\";r=" + (CALLS - 1));
  }

  @Test
  void aWrongPayloadGetsTheSameAnswerWithEveryToken() {
    List<String> tokens = new ArrayList<>(List.of("a".repeat(64), "malformed", token));
    JsonNode off = server.createWebhook("Off");
    String offId = off.path("id").asText();
    server.anonymous().post(ExecutionRoutes.PREFIX + off.path("token").asText(), HI);
    server.as("owner").patch("/api/webhooks/" + offId, "{\"active\":false}");
    JsonNode deleted = server.createWebhook("Deleted");
    server.as("owner").delete("/api/webhooks/" + deleted.path("id").asText());
    tokens.add(off.path("token").asText());
    tokens.add(deleted.path("token").asText());
    int asked = server.outage.asked();
    List<Map<String, List<String>>> headers = new ArrayList<>();
    for (String one : tokens) {
      Answer answer = server.anonymous().post(ExecutionRoutes.PREFIX + one, "{}");
      assertThat(answer.status()).isEqualTo(422);
      headers.add(headers(answer));
    }

    assertThat(headers).allMatch(headers.get(0)::equals);
    assertThat(headers.get(0)).containsKey("ratelimit-policy").doesNotContainKey("ratelimit");
    server.refusals.await(2, 3);
    assertThat(server.outage.asked() - asked).isGreaterThan(0);
  }

  @Test
  void deadTokensAreAnsweredAlikeToTheLastHeader() {
    Answer unknown = server.anonymous().post(ExecutionRoutes.PREFIX + "a".repeat(64), HI);
    server.as("owner").patch("/api/webhooks/" + webhook.path("id").asText(), "{\"active\":false}");
    Answer off = server.anonymous().post(ExecutionRoutes.PREFIX + token, HI);
    server.host.directory.setArchived(server.host.channel, true);
    Answer archived = server.anonymous().post(ExecutionRoutes.PREFIX + token, HI);

    assertThat(unknown.status()).isEqualTo(404);
    for (Answer dead : List.of(off, archived)) {
      assertThat(dead.status()).isEqualTo(404);
      assertThat(dead.body()).isEqualTo(unknown.body());
      assertThat(headers(dead)).isEqualTo(headers(unknown));
    }
    // But the managers of the disabled webhook see the call.
    assertThat(server.refusals.await(2, 1))
        .extracting(of -> of.refusal().status())
        .containsOnly(404);
    assertThat(misses.quota("127.0.0.1").orElseThrow().remaining()).isEqualTo(MISSES - 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{", HI})
  void aClientThatIsHeldBackIsRefusedBeforeItsPayloadAndWithoutALookUp(String body) {
    String madeUp = ExecutionRoutes.PREFIX + "a".repeat(64);
    server.anonymous().post(madeUp, HI);
    while (misses.tryAcquire("127.0.0.1")) {
      continue;
    }
    int asked = server.outage.asked();

    Answer held = server.anonymous().post(madeUp, body);

    assertThat(held.status()).isEqualTo(429);
    assertThat(held.header("Retry-After")).isEqualTo("1");
    assertThat(held.header("RateLimit")).isNull();
    assertThat(server.outage.asked()).isEqualTo(asked);
    assertThat(server.anonymous().post(ExecutionRoutes.PREFIX + token, body).status())
        .isEqualTo(body.equals(HI) ? 200 : 422);
  }

  /** Timing must not tell a webhook's own id from another. */
  @ParameterizedTest
  @ValueSource(strings = {"/hooks/ID/TOKEN", "/api/webhooks/ID/TOKEN"})
  void anIdThatIsNotTheTokensIsLookedUpLikeAnUnknownToken(String address) {
    String other = server.createWebhook("Other").path("id").asText();
    String body = "{\"text\":\"hi\",\"content\":\"hi\"}";
    int asked = server.outage.asked();
    Answer unknown = server.anonymous().post(path(address.replace("TOKEN", "a".repeat(64))), body);
    int lookUps = server.outage.asked() - asked;

    for (String id : List.of(other, "00000000-0000-0000-0000-000000000001", "not-an-id")) {
      asked = server.outage.asked();
      Answer answer = server.anonymous().post(path(address.replace("ID", id)), body);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(unknown.body());
      assertThat(headers(answer)).isEqualTo(headers(unknown));
      assertThat(server.outage.asked() - asked).isEqualTo(lookUps);
    }
    assertThat(remaining()).isEqualTo(CALLS);
  }

  @Test
  void aWrongPayloadNeedsNoStore() {
    server.outage.begin();
    int asked = server.outage.asked();

    Answer wrong = server.anonymous().post(ExecutionRoutes.PREFIX + token, "{}");

    assertThat(wrong.status()).isEqualTo(422);
    server.close();
    assertThat(server.api.droppedRefusals()).as("the store was asked afterwards").isEqualTo(1);
    assertThat(server.outage.asked() - asked).isEqualTo(1);
    assertThat(misses.quota("127.0.0.1")).isEqualTo(misses.untouched());
  }

  @Test
  void aLargeBodyTakesOnePlaceAtOneLookUpThoughItsTokenIsResolvedBefore() {
    String large = "{\"content\":\"hi\",\"more\":\"" + "x".repeat(70_000) + "\"}";
    int asked = server.outage.asked();

    Answer good = server.anonymous().post(path("/api/webhooks/ID/TOKEN"), large);
    assertThat(good.status()).isEqualTo(204);
    assertThat(good.header("RateLimit")).startsWith("\"webhook\";r=" + (CALLS - 1));
    assertThat(server.outage.asked() - asked).as("its look-up, and the message").isEqualTo(3);

    Answer wrong = server.anonymous().post(path("/api/webhooks/ID/TOKEN"), large.replace("hi", ""));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.header("RateLimit")).isNull();
    assertThat(server.refusals.await(1, 0).get(0).refusal().status()).isEqualTo(400);
    assertThat(remaining()).isEqualTo(CALLS - 2);
    assertThat(server.outage.asked() - asked).isEqualTo(5);
  }

  @Test
  void aLargeBodyOverTheLimitIsRefusedInItsPlatformsFormat() {
    while (calls.tryAcquire(Credentials.of(token, "").token().hex())) {
      continue;
    }

    Answer over = server.anonymous().post(path("/api/webhooks/ID/TOKEN"), " ".repeat(70_000) + HI);

    assertThat(over.status()).isEqualTo(429);
    assertThat(over.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(over.header("X-RateLimit-Scope")).isEqualTo("shared");
    assertThat(over.header("RateLimit")).startsWith("\"webhook\";r=0");
  }

  @Test
  void accountingNeverDelaysAnAnswer() {
    server.outage.hang();
    for (int i = 0; i < 100; i++) {
      assertThat(server.anonymous().post(ExecutionRoutes.PREFIX + token, "{}").status())
          .isEqualTo(422);
    }

    server.outage.end();
    server.refusals.await(100, 0);
    assertThat(remaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/webhooks/execute/TOKEN",
        "PATCH /api/webhooks/execute/TOKEN/messages/1",
        "PUT /api/webhooks/execute/TOKEN/messages/by-key/1",
        "DELETE /api/webhooks/execute/TOKEN/messages/by-key/1",
        "POST /api/webhooks/execute/TOKEN/slack",
        "POST /hooks/TOKEN",
        "POST /hooks/ID/TOKEN",
        "GET /api/webhooks/ID/TOKEN",
        "DELETE /api/webhooks/ID/TOKEN/messages/1"
      })
  void duringAnOutageOneQueryIsMadeAndNoneAfterwards(String call) {
    server.outage.begin();
    int asked = server.outage.asked();
    String[] parts = call.split(" ");

    Answer away = server.anonymous().send(parts[0], path(parts[1]), body(parts[0], parts[1]));

    assertThat(away.status()).isEqualTo(503);
    assertThat(away.header("Retry-After")).isEqualTo("1");
    assertThat(away.header("RateLimit")).isNull();
    assertThat(away.header("RateLimit-Policy")).isNotNull();
    server.close();
    assertThat(server.outage.asked() - asked).isEqualTo(1);
    assertThat(server.api.droppedRefusals()).isZero();
  }

  private static String body(String method, String path) {
    boolean empty = method.equals("GET") || method.equals("DELETE");
    return empty
        ? ""
        : path.contains("execute/TOKEN/slack") || path.startsWith("/hooks")
            ? "{\"text\":\"hi\"}"
            : HI;
  }

  private static Map<String, List<String>> headers(Answer answer) {
    var headers = new TreeMap<>(answer.response().headers().map());
    headers.remove("date");
    return headers;
  }

  private String path(String address) {
    return address.replace("ID", webhook.path("id").asText()).replace("TOKEN", token);
  }

  private long remaining() {
    return calls.quota(Credentials.of(token, "").token().hex()).orElseThrow().remaining();
  }
}

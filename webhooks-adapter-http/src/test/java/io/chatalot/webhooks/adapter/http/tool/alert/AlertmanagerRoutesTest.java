package io.chatalot.webhooks.adapter.http.tool.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alertmanager checks the status alone: it repeats after 5xx, and gives up after any other failure.
 */
class AlertmanagerRoutesTest {
  private static final String ALERT =
      "{\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"labels\":{\"alertname\":\"Down\"}}]}";

  private static final String OTHER = ALERT.replace("Down", "Up");

  private TestServer server;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer(new CountingLimiter(3), new CountingLimiter(3));
    path = ExecutionRoutes.PREFIX + server.createWebhook("Alerts").path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anAlertIsOneMessageAndAnsweredWith200AndNothingElse() {
    Answer answer = alert(ALERT);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("RateLimit")).isEqualTo("\"webhook\";r=2;t=1");
    JsonNode messages = messages();
    assertThat(messages).hasSize(1);
    assertThat(messages.path(0).path("content").asText()).isEqualTo("🔥 **Down** is firing");
    assertThat(messages.path(0).path("username").asText()).isEqualTo("Alerts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                              | body:malformed_json",
        "{\"alerts\":[                 | body:malformed_json",
        "{}                            | alerts:required",
        "{\"alerts\":null}             | alerts:required",
        "{\"alerts\":[]}               | alerts:invalid_type",
        "{\"alerts\":[{}],\"title\":\" \"} | alerts:invalid_type",
        "{\"alerts\":[\"\"]}           | alerts:invalid_type",
        "{\"alerts\":{\"labels\":{}}}  | alerts:invalid_type",
        "{\"alerts\":[{\"labels\":{}}]} | alerts:empty",
        "[]                            | body:invalid_type"
      })
  void aWrongPayloadIs422WithAnyToken(String payload, String wrong) {
    String body = payload == null ? "" : payload;
    String unknown = ExecutionRoutes.PREFIX + "x".repeat(64) + "/alertmanager";
    for (Answer answer : new Answer[] {alert(body), server.anonymous().post(unknown, body)}) {
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.errorCode()).isEqualTo("validation_error");
      assertThat(answer.wrongFields()).containsExactly(wrong);
    }
    assertThat(messages()).isEmpty();
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    Answer answer =
        server
            .anonymous()
            .with("Idempotency-Key", "k".repeat(256))
            .post(path + "/alertmanager", "{}");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).hasSize(2).first().isEqualTo("alerts:required");
  }

  @Test
  void aKeyIsOneMessage() {
    TestClient client = server.anonymous().with("Idempotency-Key", "a");
    assertThat(client.post(path + "/alertmanager", ALERT).status()).isEqualTo(200);
    Answer again = client.post(path + "/alertmanager", ALERT);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(client.post(path + "/alertmanager", OTHER).status()).isEqualTo(422);
    assertThat(messages()).hasSize(1);
  }

  @Test
  void anUnknownTokenIs404AndTheFourthMessageIs429() {
    assertThat(
            server
                .anonymous()
                .post(ExecutionRoutes.PREFIX + "x".repeat(64) + "/alertmanager", ALERT)
                .errorCode())
        .isEqualTo("not_found");
    for (int i = 0; i < 3; i++) {
      assertThat(alert(ALERT).status()).isEqualTo(200);
    }
    Answer over = alert(ALERT);
    assertThat(over.status()).isEqualTo(429);
    assertThat(over.errorCode()).isEqualTo("rate_limited");
    assertThat(over.header("Retry-After")).isNotNull();
  }

  @Test
  void aGroupOfFiveMebibytesIsTakenAndALargerOneIs413() {
    String large =
        ALERT.replace(
            "4\"", "4\",\"x\":\"" + "x".repeat(5 * 1024 * 1024 - ALERT.length() - 7) + "\"");
    assertThat(large).hasSize(5 * 1024 * 1024);
    assertThat(alert(large).status()).isEqualTo(200);
    assertThat(alert(large + " ").errorCode()).isEqualTo("payload_too_large");
  }

  @Test
  void anEncodedBodyIs415() {
    Answer answer =
        server.anonymous().with("Content-Encoding", "gzip").post(path + "/alertmanager", ALERT);
    assertThat(answer.errorCode()).isEqualTo("unsupported_media_type");
  }

  @Test
  void withUpdateAnIncidentIsOneMessageThatGoesFromFiringToResolved() {
    String firing = ALERT.replace("\"alerts\"", "\"groupKey\":\"{}:{a=1}\",\"alerts\"");
    String resolved = firing.replace("firing", "resolved");

    for (String body : new String[] {firing, firing, resolved}) {
      assertThat(update(body).status()).isEqualTo(200);
    }

    assertThat(contents()).containsExactly("✅ **Down** is resolved");
    assertThat(messages().path(0).path("edited_at").isNull()).isFalse();
  }

  @Test
  void theNextIncidentOfAGroupIsAMessageOfItsOwn() {
    String firing = ALERT.replace("\"alerts\"", "\"groupKey\":\"g\",\"alerts\"");

    update(firing);
    update(firing.replace("firing", "resolved"));
    update(firing);

    assertThat(contents()).containsExactly("🔥 **Down** is firing", "✅ **Down** is resolved");
  }

  @Test
  void otherGroupsAndCallersKeysAreApart() {
    String firing = ALERT.replace("\"alerts\"", "\"groupKey\":\"g\",\"alerts\"");
    update(firing);
    update(firing.replace("\"g\"", "\"h\""));
    String byKey = path + "/messages/by-key/g";
    assertThat(server.anonymous().put(byKey, "{\"content\":\"mine\"}").status()).isEqualTo(201);
    assertThat(messages()).hasSize(3);
  }

  @Test
  void aGroupWithoutANameIsAMessageOfItsOwn() {
    update(ALERT);
    update(ALERT);
    assertThat(messages()).hasSize(2);
  }

  @Test
  void withoutUpdateEachNotificationIsAMessage() {
    String firing = ALERT.replace("\"alerts\"", "\"groupKey\":\"g\",\"alerts\"");
    alert(firing);
    alert(firing.replace("firing", "resolved"));
    assertThat(messages()).hasSize(2);
  }

  @Test
  void anotherUpdateIs422AndNamesTheValue() {
    Answer answer = server.anonymous().post(path + "/alertmanager?update=all", ALERT);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("update:invalid_value");
    assertThat(answer.body()).contains("must be group");
  }

  private Answer update(String body) {
    return server.anonymous().post(path + "/alertmanager?update=group", body);
  }

  private List<String> contents() {
    return messages().findValuesAsText("content");
  }

  private Answer alert(String body) {
    return server.anonymous().post(path + "/alertmanager", body);
  }

  private JsonNode messages() {
    return server.as("owner").get(server.channelPath() + "/messages").json();
  }
}

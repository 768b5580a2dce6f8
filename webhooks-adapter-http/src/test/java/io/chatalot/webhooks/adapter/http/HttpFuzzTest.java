package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.application.fuzz.TimeLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * Whole requests, byte by byte, against the real server. In them {@code {token}}, {@code
 * {channel}}, {@code {community}}, {@code {webhook}}, {@code {message}}, {@code {session}} and
 * {@code {length}} stand for existing values, so that fuzzing gets past the first checks.
 */
class HttpFuzzTest {
  /** Statuses of the contract, and of the web page and its files. */
  private static final Map<Integer, String> ERRORS =
      Map.ofEntries(
          Map.entry(400, "bad_request"),
          Map.entry(401, "unauthorized"),
          Map.entry(403, "forbidden"),
          Map.entry(404, "not_found"),
          Map.entry(405, "method_not_allowed"),
          Map.entry(409, "conflict"),
          Map.entry(413, "payload_too_large"),
          Map.entry(415, "unsupported_media_type"),
          Map.entry(422, "validation_error"),
          Map.entry(431, "headers_too_large"));

  private static final List<Integer> SUCCESSES = List.of(100, 200, 201, 204, 304);

  private static final List<String> OURS = List.of("127.0.0.1", "localhost");

  private static Playground playground;

  private final TimeLimit limit = new TimeLimit();

  @BeforeAll
  static void serve() {
    playground = new Playground();
  }

  @AfterAll
  static void stop() {
    playground.close();
  }

  @FuzzTest(maxDuration = "", maxExecutions = 50_000)
  void everyRequestIsAnsweredByTheContract(byte[] template) {
    // Always sent to this server, regardless of the host in the request.
    BugDetectors.allowNetworkConnections((host, port) -> OURS.contains(host));
    playground.prepare();
    byte[] request = playground.fill(template);
    limit.check(() -> check(playground.exchange(request)));
  }

  private void check(byte[] received) {
    for (WireAnswer answer : WireAnswer.all(received)) {
      if (!SUCCESSES.contains(answer.status())) {
        checkError(answer);
      }
    }
  }

  private void checkError(WireAnswer answer) {
    assertThat(ERRORS).as(answer.toString()).containsKey(answer.status());
    assertThat(answer.headers() + answer.body()).doesNotContain(playground.secrets());
    assertThat(answer.header("Allow") != null).isEqualTo(answer.status() == 405);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    if (answer.body().isEmpty()) {
      return; // The answer to HEAD has no body.
    }
    if ("text/plain".equals(answer.header("Content-Type"))) {
      assertThat(answer.body()).as("Slack's").matches("[a-z_]+");
      return;
    }
    assertThat(answer.header("Content-Type")).isEqualTo(Json.TYPE);
    JsonNode body = Json.parse(answer.body());
    if (body.has("code")) {
      assertThat(body.path("code").isInt()).as("Discord's").isTrue();
      assertThat(body.path("message").textValue()).isNotBlank().doesNotContain("\tat ", "java.");
      return;
    }
    if (body.has("status_code")) {
      assertThat(body.path("status_code").intValue()).as("Mattermost's").isEqualTo(answer.status());
      assertThat(body.path("id").textValue())
          .matches("web\\.incoming_webhook\\.[a-z_]+\\.app_error");
      assertThat(body.path("message").textValue()).isNotBlank().doesNotContain("\tat ", "java.");
      return;
    }
    if (body.has("success")) {
      assertThat(body.path("success").booleanValue()).as("Rocket.Chat's").isFalse();
      assertThat(body.path("error").textValue()).isNotBlank().doesNotContain("\tat ", "java.");
      assertThat(body).hasSize(2);
      return;
    }
    JsonNode error = body.path("error");
    assertThat(error.path("code").textValue()).isEqualTo(ERRORS.get(answer.status()));
    assertThat(error.path("message").textValue()).isNotBlank().doesNotContain("\tat ", "java.");
    assertThat(error.has("details")).isEqualTo(answer.status() == 422);
  }
}

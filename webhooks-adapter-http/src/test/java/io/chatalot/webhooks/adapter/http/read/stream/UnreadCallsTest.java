package io.chatalot.webhooks.adapter.http.read.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.WireAnswer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.problem.RequestBounds;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.fake.CountingLimiter;
import io.chatalot.webhooks.domain.Refusal;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose body could not be read count as calls. */
class UnreadCallsTest {
  private static final int LIMIT = 50;
  private static final String POLICIES = "\"webhook\";q=50;w=50, \"misses\";q=50;w=50";
  private static final String TOO_MANY_LINES = "a: b\r\n".repeat(RequestBounds.HEADER_LINES + 1);

  private TestServer server;
  private CountingLimiter calls;
  private CountingLimiter misses;
  private String token;
  private String id;

  @BeforeEach
  void serve() {
    calls = new CountingLimiter(LIMIT);
    misses = new CountingLimiter(LIMIT);
    server = new TestServer(calls, misses);
    JsonNode webhook = server.createWebhook("CI");
    token = webhook.path("token").asText();
    id = webhook.path("id").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST   | /api/webhooks/execute/TOKEN            | {\"error\":{\"code\":\"CODE\"",
        "DELETE | /api/webhooks/execute/TOKEN/messages/1 | {\"error\":{\"code\":\"CODE\"",
        "POST   | /api/webhooks/execute/TOKEN/slack      | CODE",
        "POST   | /hooks/TOKEN                           | {\"id\":\"web.incoming_webhook.CODE",
        "POST   | /hooks/ID/TOKEN                        | {\"success\":false,\"error\":\"The"
            + " request line and",
        "PATCH  | /api/webhooks/ID/TOKEN/messages/1      | {\"message\":\"The request line and"
      })
  void aCallWithTooManyTrailersIsAnsweredByItsRouteAndShownToItsManagers(
      String method, String address, String body) throws IOException {
    WireAnswer answer = exchange(method + " " + address, chunked(TOO_MANY_LINES));

    assertThat(answer.status()).isEqualTo(431);
    assertThat(answer.body()).startsWith(body.replace("CODE", "headers_too_large"));
    isKnownAfterwards(answer, method, address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "POST | /api/webhooks/execute/TOKEN | {\"error\":{\"code\":\"request_timeout\"",
        "GET  | /api/webhooks/ID/TOKEN      | {\"message\":\"The request comes too slowly.\""
      })
  void aCallThatArrivesTooSlowlyIsAnsweredByItsRouteAndShownToItsManagers(
      String method, String address, String body) throws IOException {
    WireAnswer answer = exchange(method + " " + address, "Content-Length: 9\r\n\r\n{");

    assertThat(answer.status()).isEqualTo(408);
    assertThat(answer.header("Connection")).isEqualTo("close");
    assertThat(answer.body()).startsWith(body);
    isKnownAfterwards(answer, method, address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nnonsense\r\n"})
  void aCallWhoseBodyIsMalformedDoesNothing(String rest) throws IOException {
    String message =
        server
            .anonymous()
            .post(ExecutionRoutes.PREFIX + token + "?wait=true", "{\"content\":\"x\"}")
            .json()
            .path("id")
            .asText();
    String address = "/api/webhooks/execute/TOKEN/messages/" + message;

    WireAnswer answer = exchange("DELETE " + address, rest);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(server.refusals.await(1, 0).get(0).refusal().status()).isEqualTo(400);
    assertThat(server.as("owner").get(server.channelPath() + "/messages").body()).contains(message);
  }

  @Test
  void unknownTokensAreMissesThenToo() throws IOException {
    token = "a".repeat(64);

    exchange("POST /api/webhooks/execute/TOKEN", chunked(TOO_MANY_LINES));
    exchange("GET /api/webhooks/ID/TOKEN", chunked(TOO_MANY_LINES));

    server.refusals.await(0, 2);
    assertThat(misses.quota("127.0.0.1").orElseThrow().remaining()).isEqualTo(LIMIT - 2);
  }

  @Test
  void whereThereIsNothingTheAnswerSaysSo() throws IOException {
    for (String rest : new String[] {chunked(TOO_MANY_LINES), "Content-Length: 9\r\n\r\n{"}) {
      WireAnswer answer = exchange("POST /api/nothing", rest);
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.header("Connection")).isEqualTo("close");
    }
  }

  /** Answers before routing have the limits' headers, too. */
  @Test
  void everyAnswerOfACallNamesTheLimits() throws IOException {
    for (String request :
        new String[] {
          "POST /api/webhooks/execute/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
          "POST /api/webhooks/execute/TOKEN HTTP/1.1\r\n\r\n",
          "GET /api/webhooks/ID/TOKEN HTTP/1.1\r\nHost: x\r\nExpect: nonsense\r\n\r\n",
          "POST /hooks/TOKEN HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense\r\n\r\n",
          "BREW /hooks/TOKEN HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
          "POST /hooks/TOKEN HTTP/1.1\r\nHost: x\r\n" + TOO_MANY_LINES + "\r\n"
        }) {
      assertThat(ask(request).header("RateLimit-Policy")).as(request).isEqualTo(POLICIES);
      assertThat(ask(request).header("RateLimit")).isNull();
    }
    assertThat(ask("POST /api/me/%zz HTTP/1.1\r\nHost: x\r\n\r\n").header("RateLimit-Policy"))
        .isNull();
  }

  private void isKnownAfterwards(WireAnswer answer, String method, String address) {
    assertThat(answer.header("RateLimit-Policy")).isEqualTo(POLICIES);
    assertThat(answer.header("RateLimit")).isNull();
    Refusal refusal = server.refusals.await(1, 0).get(0).refusal();
    assertThat(refusal.status()).isEqualTo(answer.status());
    String template =
        address
            .replace("messages/1", "messages/{message_id}")
            .replace("TOKEN", "{token}")
            .replace("ID", "{webhook_id}");
    assertThat(refusal.address()).isEqualTo(template);
    assertThat(server.observed).endsWith(method + " " + template + " " + answer.status());
    assertThat(calls.quota(Credentials.of(token, "").token().hex()).orElseThrow().remaining())
        .isEqualTo(LIMIT - 1);
  }

  private static String chunked(String trailers) {
    return "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n" + trailers + "\r\n";
  }

  private WireAnswer exchange(String call, String rest) throws IOException {
    return ask(call + " HTTP/1.1\r\nHost: localhost\r\n" + rest);
  }

  /** Reads the answer until the server closes. */
  private WireAnswer ask(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(60_000);
      // In this order, since a token may contain "ID".
      String sent = request.replace("ID", id).replace("TOKEN", token);
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      return WireAnswer.all(socket.getInputStream().readAllBytes()).get(0);
    }
  }
}

package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET    | /api/webhooks/execute/x          | POST, OPTIONS",
        "DELETE | /api/webhooks/execute/x          | POST, OPTIONS",
        "PUT    | /api/webhooks/00000000-0000-4000-8000-000000000000 | GET, HEAD, PATCH, DELETE,"
            + " OPTIONS",
        "POST   | /api/me                          | GET, HEAD, OPTIONS",
        "GET    | /api/auth/login                  | POST, OPTIONS",
        "POST   | /health/live                     | GET, HEAD, OPTIONS"
      })
  void anotherMethodIs405AndNamesTheAllowedOnes(String method, String path, String allow) {
    var answer = server.anonymous().send(method, path, "");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.errorCode()).isEqualTo("method_not_allowed");
    assertThat(answer.header("Allow")).isEqualTo(allow);
    var options = server.anonymous().send("OPTIONS", path, "");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo(allow);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/nothing",
        "/nothing?token=secret",
        "/api/webhooks",
        "/api/webhooks/execute",
        "/api/webhooks/execute/",
        "/api//me",
        "/api/webhooks/execute/a/b/c/d"
      })
  void anUnknownPathIs404AndIsNotEchoed(String path) {
    var answer = server.anonymous().get(path);
    assertThat(answer.status()).isIn(401, 404);
    assertThat(answer.json().at("/error/message").asText()).doesNotContain("/", "secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREW", "PROPFIND", "get", "QUERY", "TRACE"})
  void anUnknownMethodIs405Too(String method) throws IOException {
    assertThat(RawHttp.send(server.port(), method, "/api/me", "", ""))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD, OPTIONS");
    assertThat(RawHttp.send(server.port(), method, "/api/me/", "", "")).startsWith("HTTP/1.1 405 ");
    assertThat(RawHttp.send(server.port(), method, "/api/you", "", "")).startsWith("HTTP/1.1 404 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/webhooks/execute", "/api/webhooks/execute/"})
  void aMissingTokenIs404(String path) {
    assertThat(server.anonymous().post(path, "{\"content\":\"x\"}").status()).isEqualTo(404);
    assertThat(server.as("owner").get(path).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/webhooks/execute/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET /%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: nonsense\r\n\r\n",
        "\u0001\u0002 nonsense\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\nConnection: close\r\n\r\n",
        "POST /api/webhooks/execute/x\r\n\r\n"
      })
  void aMalformedRequestIs400InTheContractsEnvelope(String request) throws IOException {
    String answer = RawHttp.send(server.port(), request);
    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(answer).contains("{\"error\":{\"code\":\"bad_request\"").doesNotContain("<html");
  }

  @Test
  void headersThatAreTooLongAre431() throws IOException {
    String answer =
        RawHttp.send(server.port(), "GET", "/api/me", "X: " + "x".repeat(20_000) + "\r\n", "");
    assertThat(answer).startsWith("HTTP/1.1 431 ").contains("\"headers_too_large\"");
    answer = RawHttp.send(server.port(), "GET", "/" + "x".repeat(20_000), "", "");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("too long");
  }

  @Test
  void headIsAnsweredLikeGetWithoutTheBody() {
    var answer = server.anonymous().send("HEAD", "/health/live", "");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void healthNamesMissingDependencies() {
    assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
    assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(200);
    server.missing.add("database");
    assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
    var answer = server.anonymous().get("/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotNull();
    assertThat(answer.json().at("/error/message").asText()).contains("database");
  }

  @Test
  void metricsAreText() {
    var answer = server.anonymous().get("/metrics");
    assertThat(answer.body()).isEqualTo("up 1\n");
    assertThat(answer.header("Content-Type")).startsWith("text/plain");
  }

  @Test
  void theObserverSeesRoutesAndNeverTokens() {
    server.anonymous().post(ExecutionRoutes.PREFIX + "secret", "{\"content\":\"x\"}");
    server.anonymous().get("/secret");
    assertThat(server.observed)
        .containsExactly("POST /api/webhooks/execute/{token} 404", "GET none 404");
  }
}

package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls with headers that ask for another protocol or method than the request line. */
class UpgradeTest {
  private static final String WEBSOCKET =
      "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
          + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

  private static TestServer server;

  @BeforeAll
  static void serve() {
    server = new TestServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        WEBSOCKET,
        WEBSOCKET + "Sec-WebSocket-Protocol: chat\r\n",
        "Sec-WebSocket-Version: 13\r\n",
        "Upgrade: websocket\r\n",
        "Upgrade: h2c\r\n",
        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n",
        "Connection: Upgrade\r\nUpgrade: TLS/1.0, nonsense/9\r\n",
        "Connection: Upgrade\r\n",
        "X-HTTP-Method-Override: DELETE\r\n",
        "x-http-method-override: BREW\r\nX-HTTP-Method-Override: PATCH\r\n"
      })
  void suchHeadersDoNotChangeTheAnswer(String headers) throws IOException {
    String token = server.createWebhook("CI").path("token").asText();

    assertThat(answer("POST", ExecutionRoutes.PREFIX + token, headers, "{\"content\":\"x\"}"))
        .isEqualTo(200);
    assertThat(answer("GET", "/health/live", headers, "")).isEqualTo(200);
    assertThat(answer("GET", "/api/me", headers, "")).isEqualTo(401);
    assertThat(answer("GET", "/nothing", headers, "")).isEqualTo(404);
    assertThat(answer("DELETE", "/api/me", headers, "")).isEqualTo(405);
  }

  /** Metrics count the method of the request line. */
  @Test
  void anOverrideIsNotCounted() throws IOException {
    server.observed.clear();

    answer("GET", "/health/live", "X-HTTP-Method-Override: DELETE\r\n", "");

    assertThat(server.observed).containsOnly("GET /health/live 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n",
        "CONNECT example.com:443 HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\n\r\n",
        "CONNECT example.com:443 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
        "CONNECT /health/live HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT nonsense HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void aTunnelIsRefusedAndItsConnectionClosed(String request) throws IOException {
    String hidden = "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n";

    var answers = WireAnswer.all(RawHttp.bytes(server.port(), request + hidden));

    assertThat(answers).hasSize(1);
    assertThat(answers.get(0).status()).isIn(400, 405);
  }

  private static int answer(String method, String path, String headers, String body)
      throws IOException {
    String request =
        String.format(
            Locale.ROOT,
            "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n%s",
            method,
            path,
            body.length(),
            headers,
            body);
    // Closes the client's side, since a "Connection: close" header would change the call.
    String end = "GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    var answers = WireAnswer.all(RawHttp.bytes(server.port(), request + end));
    assertThat(answers).hasSize(2);
    assertThat(answers.get(0).header("Set-Cookie")).isNull();
    return answers.get(0).status();
  }
}

package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.HttpOptions;
import io.chatalot.webhooks.adapter.http.RawHttp;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityHeadersTest {
  private static final List<String> EVERYWHERE =
      List.of(
          "Cross-Origin-Opener-Policy: same-origin",
          "Cross-Origin-Resource-Policy: same-origin",
          "Permissions-Policy: camera=()",
          "Referrer-Policy: no-referrer",
          "X-Content-Type-Options: nosniff",
          "X-Frame-Options: DENY",
          "frame-ancestors 'none'");

  @Test
  void everyAnswerHasTheSecurityHeaders() throws IOException {
    try (var server = new TestServer()) {
      for (String request :
          List.of(
              "GET / HTTP/1.1\r\nHost: x",
              "GET /page/page.css HTTP/1.1\r\nHost: x",
              "GET /api/docs HTTP/1.1\r\nHost: x",
              "GET /api/docs/docs.js HTTP/1.1\r\nHost: x",
              "GET /api/openapi.json HTTP/1.1\r\nHost: x",
              "GET /api/me HTTP/1.1\r\nHost: x",
              "GET /api/nothing HTTP/1.1\r\nHost: x",
              "GET /metrics HTTP/1.1\r\nHost: x",
              "GET /health/ready HTTP/1.1\r\nHost: x",
              "OPTIONS /api/me HTTP/1.1\r\nHost: x",
              "PUT /api/me HTTP/1.1\r\nHost: x",
              "POST /api/webhooks/execute/x HTTP/1.1\r\nHost: x",
              "GET / HTTP/1.1")) {
        String answer = RawHttp.send(server.port(), request + "\r\nConnection: close\r\n\r\n");
        assertThat(answer).as(request).contains(EVERYWHERE);
        assertThat(answer).as(request).doesNotContain("Strict-Transport-Security");
        assertThat(answer.split("Content-Security-Policy: ")).as(request).hasSize(2);
      }
    }
  }

  @Test
  void anHttpsUrlMakesTransportStrictOnEveryAnswer() throws IOException {
    HttpOptions https =
        TestServer.options(TrustedProxies.NONE, CrossOrigins.NONE, true, Optional.empty());
    try (var server = new TestServer(https)) {
      for (String request :
          List.of("GET / HTTP/1.1\r\nHost: x", "GET /x HTTP/1.1\r\nHost: x", "GET / HTTP/1.1")) {
        assertThat(RawHttp.send(server.port(), request + "\r\nConnection: close\r\n\r\n"))
            .as(request)
            .contains("Strict-Transport-Security: max-age=31536000");
      }
    }
  }
}

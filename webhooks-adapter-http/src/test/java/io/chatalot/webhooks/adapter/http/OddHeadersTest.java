package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.host.CrossOrigins;
import io.chatalot.webhooks.adapter.http.host.TrustedProxies;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Malformed header fields never cause a server error, which the log would show. */
class OddHeadersTest {
  private static final List<String> ODD =
      List.of(
          "",
          "\"",
          "\"\"",
          "\"x",
          "\\",
          "\"\\",
          ",",
          ";",
          ";=",
          "a;b=\"",
          "a;\"b\"=c",
          "a; b = c",
          "gzip;\"q\"=0",
          "gzip; q = 0",
          "gzip;q=\"",
          "gzip, \"",
          "*;q=\"",
          "text/plain; charset=\"",
          "text/plain; charset=nonsense",
          "application/json; x=\"",
          "application/x-www-form-urlencoded; charset=\"",
          "multipart/form-data",
          "multipart/form-data; boundary=",
          "multipart/form-data; boundary=\"",
          "multipart/form-data; boundary=a b",
          "multipart/form-data; boundary=\"\\",
          "multipart/form-data; x; boundary=" + "y".repeat(300),
          "bytes=",
          "W/\"",
          "%zz",
          "\u00e9\u00ff",
          "-1",
          "99999999999999999999",
          "Bearer \"",
          "chatalot_session=\"",
          "https://x:99999",
          "http://[",
          "[::1",
          "1.2.3.4:x",
          "a,".repeat(700));

  private static TestServer server;
  private static String token;
  private static String id;
  private static String session;

  @BeforeAll
  static void serve() {
    server =
        new TestServer(
            TestServer.options(
                TrustedProxies.parse("127.0.0.1"),
                new CrossOrigins(Set.of("https://app.example"), Set.of()),
                false,
                Optional.empty()));
    JsonNode webhook = server.createWebhook("CI");
    token = webhook.path("token").asText();
    id = webhook.path("id").asText();
    session = server.host.session("owner");
    // Makes the page of messages large enough to be compressed.
    server
        .anonymous()
        .post(ExecutionRoutes.PREFIX + token, Json.object().put("content", "x".repeat(3_000)) + "");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "Accept-Encoding",
        "Accept-Language",
        "Access-Control-Request-Method",
        "Authorization",
        "Connection",
        "Content-Encoding",
        "Content-Type",
        "Cookie",
        "Expect",
        "Host",
        "Idempotency-Key",
        "If-Modified-Since",
        "If-None-Match",
        "Last-Event-ID",
        "Origin",
        "Range",
        "Sec-Fetch-Site",
        "TE",
        "User-Agent",
        "X-Forwarded-For",
        "X-Forwarded-Proto",
        "X-GitHub-Delivery",
        "X-GitHub-Event"
      })
  void noTextOfAHeaderIsAFaultOfOurs(String header) throws IOException {
    String bearer = "Authorization: Bearer " + session + "\r\n";
    for (String odd : ODD) {
      String line = header + ": " + odd + "\r\n";
      isNoFault("GET /api/openapi.json", line);
      isNoFault("GET /page/main.js", line);
      isNoFault("GET /api/me", bearer + line);
      isNoFault("GET " + server.channelPath() + "/messages", bearer + line);
      isNoFault("POST " + server.channelPath() + "/webhooks", bearer + line);
      isNoFault("OPTIONS /api/me", line);
      isNoFault("POST /api/auth/login", line);
      isNoFault("POST /api/webhooks/execute/" + token + "?wait=true", line);
      isNoFault("POST /api/webhooks/execute/" + token + "/slack", line);
      isNoFault("POST /api/webhooks/execute/" + token + "/github", line);
      isNoFault("POST /api/webhooks/" + id + "/" + token + "?wait=true", line);
    }
  }

  private static void isNoFault(String line, String headers) throws IOException {
    String body = line.startsWith("POST") ? "{\"content\":\"x\",\"text\":\"x\"}" : "";
    String host = headers.startsWith("Host:") ? "" : "Host: localhost\r\n";
    String request =
        String.format(
            Locale.ROOT,
            "%s HTTP/1.1\r\nContent-Length: %d\r\n%s%sConnection: close\r\n\r\n%s",
            line,
            body.length(),
            host,
            headers,
            body);
    for (WireAnswer answer : WireAnswer.all(RawHttp.bytes(server.port(), request))) {
      assertThat(answer.status()).as(request).isLessThan(500);
    }
  }
}

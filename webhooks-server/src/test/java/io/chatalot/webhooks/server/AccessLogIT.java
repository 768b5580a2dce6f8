package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of the calls behind a proxy, and never sees. */
class AccessLogIT {
  private static final Pattern LINE =
      Pattern.compile(
          "(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|OTHER) [!-~]+ [1-5][0-9]{2} in [0-9.]+ ms from"
              + " [0-9.]+");

  @TempDir Path folder;

  @Test
  void itTellsRoutesAndClientsInJsonAndNeverATokenOrASession() throws Exception {
    var settings =
        Map.of(
            "WEBHOOKS_ACCESS_LOG", "true",
            "WEBHOOKS_LOG_FORMAT", "json",
            "WEBHOOKS_TRUSTED_PROXIES", "127.0.0.1");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      String url = server.createWebhook();
      String token = url.substring(url.lastIndexOf('/') + 1);
      var request =
          HttpRequest.newBuilder(URI.create(url + "?wait=true"))
              .header("X-Forwarded-For", "198.51.100.7")
              .POST(BodyPublishers.ofString("{\"content\":\"hush-hush\"}"))
              .build();
      var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(server.get("/api/webhooks/execute/" + token + "/nothing").statusCode())
          .isEqualTo(404);
      assertThat(server.terminate()).isZero();

      // JSON may escape a slash, and Logback does.
      assertThat(server.err().lines().map(line -> line.replace("\\/", "/")))
          .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
          .anyMatch(
              line ->
                  line.contains("POST /api/webhooks/execute/{token} 200 in ")
                      && line.contains("from 198.51.100.7")
                      && line.contains("\"client\":\"198.51.100.7\""))
          .anyMatch(line -> line.contains("POST /api/auth/login 200 in "))
          .anyMatch(line -> line.contains("GET none 404 in "));
      assertThat(server.err() + server.out())
          .doesNotContain(token, "hush-hush", server.session(), ServerProcess.PASSWORD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void whatCallersMakeUpIsInNoLine(String format) throws Exception {
    var settings =
        Map.of(
            "WEBHOOKS_ACCESS_LOG", "true",
            "WEBHOOKS_LOG_FORMAT", format,
            "WEBHOOKS_TRUSTED_PROXIES", "127.0.0.1");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      String url = server.createWebhook();
      String token = url.substring(url.lastIndexOf('/') + 1);
      String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
      List<String> requests =
          List.of(
              token + " /" + end + "\r\n",
              token + " /api/webhooks/execute/" + token + end + "\r\n",
              token + " /%zz" + end + "\r\n",
              "GET /health/live" + end + "X-HTTP-Method-Override: " + token + " x\t\u0001\r\n\r\n",
              "GET /health/live"
                  + end
                  + "X-HTTP-Method-Override: "
                  + "o".repeat(6_000)
                  + "\r\n\r\n",
              "GET /health/live" + end + "X-Forwarded-For: " + token + "\r\n\r\n",
              "GET /" + token + end + "\r\n",
              "GET /%zz" + token + end + "\r\n",
              token + "\r\n\r\n",
              "GET / HTTP/1.1\r\n" + token + ": " + token + "\r\n\r\n");
      for (String request : requests) {
        assertThat(answer(URI.create(server.address()).getPort(), request)).startsWith("HTTP/1.1 ");
      }
      assertThat(server.terminate()).isZero();

      List<String> lines = server.err().lines().filter(line -> line.contains("AccessLog")).toList();
      // The session and the webhook took four calls; each request is in one line.
      assertThat(lines).hasSize(requests.size() + 4);
      assertThat(lines)
          .allSatisfy(
              line -> {
                String message = line.replace("\\/", "/");
                assertThat(LINE.matcher(message).find()).as(message).isTrue();
                assertThat(line).hasSizeLessThan(600);
              });
      assertThat(lines).filteredOn(line -> line.contains("OTHER none 405")).hasSize(2);
      assertThat(server.err() + server.out()).doesNotContain(token, "oooo", "Override");
    }
  }

  private static String answer(int port, String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

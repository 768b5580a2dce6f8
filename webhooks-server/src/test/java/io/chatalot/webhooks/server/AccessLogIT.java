package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sees of the calls behind a proxy, and never sees. */
class AccessLogIT {
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
}

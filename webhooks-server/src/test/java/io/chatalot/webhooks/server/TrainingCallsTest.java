package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.chatalot.webhooks.server.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingCallsTest {
  private static final String PASSWORD = "correct horse battery";

  @Test
  void allCallsOfATrainingRunAreAnsweredWellAndOtherToolsAndAStreamAreAmongThem() throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT", "0",
                "WEBHOOKS_DATABASE_URL", TestDatabases.createUrl(),
                "WEBHOOKS_OWNER_PASSWORD", PASSWORD,
                "WEBHOOKS_RATE_LIMIT", "1000",
                "WEBHOOKS_RATE_BURST", "1000"));
    try (WebhookServer server = WebhookServer.start(settings, unused -> {})) {
      URI address = settings.address(server.port());

      new TrainingCalls(address, 1).make(PASSWORD);

      awaitCount(address, "POST", "/api/webhooks/execute/{token}");
      awaitCount(address, "POST", "/api/webhooks/execute/{token}/slack");
      awaitCount(address, "POST", "/api/webhooks/{webhook_id}/{token}");
      awaitCount(address, "GET", "/page/{file}");
      awaitCount(address, "GET", "/api/channels/{channel_id}/messages/stream");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 422, 429, 500, 503})
  void anAnswerOf400AndAboveFailsIt(int status) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean asked = exchange.getRequestURI().getPath().equals("/metrics");
          exchange.sendResponseHeaders(asked ? status : 200, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
      assertThatThrownBy(() -> new TrainingCalls(address, 1).make(PASSWORD))
          .isInstanceOf(IOException.class)
          .hasMessage("GET /metrics was answered with " + status);
    } finally {
      server.stop(0);
    }
  }

  /** An answer may be counted after its client has it. */
  private static void awaitCount(URI server, String method, String route) throws Exception {
    long began = System.nanoTime();
    while (count(server, method, route).isEmpty()) {
      assertThat(System.nanoTime() - began).as(route).isLessThan(30_000_000_000L);
      Thread.sleep(20);
    }
  }

  /** The good answers of a route. */
  private static String count(URI server, String method, String route) throws Exception {
    String start =
        String.format(
            Locale.ROOT,
            "http_server_requests_seconds_count{method=\"%s\",route=\"%s\",status=\"200\"}",
            method,
            route);
    String metrics =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.resolve("/metrics")).build(), BodyHandlers.ofString())
            .body();
    return metrics.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
  }
}

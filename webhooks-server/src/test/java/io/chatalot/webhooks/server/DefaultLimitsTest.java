package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.settings.Settings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server whose operator has set no limit. */
class DefaultLimitsTest {
  @Test
  void itsCallersAreToldTheLimitsOfWebhooksAndOfMisses() throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT", "0",
                "WEBHOOKS_DATABASE_URL", TestDatabases.createUrl(),
                "WEBHOOKS_OWNER_PASSWORD", "correct horse battery"));
    try (WebhookServer server = WebhookServer.start(settings, unused -> {})) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          settings
                              .address(server.port())
                              .resolve("/api/webhooks/execute/" + "x".repeat(64)))
                      .POST(BodyPublishers.ofString("{\"content\":\"hello\"}"))
                      .build(),
                  BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.headers().allValues("RateLimit-Policy"))
          .containsExactly("\"webhook\";q=30;w=6, \"misses\";q=100;w=10");
    }
  }
}

package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.embedded.ServerDatabase;
import io.chatalot.webhooks.server.settings.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers hear while the database is away, and when: a connection is waited for for 2 s. */
class DatabaseAwayTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String HI = "{\"content\":\"hi\",\"text\":\"hi\"}";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Less than the wait for a connection. */
  private static final Duration AT_ONCE = Duration.ofMillis(1_500);

  /** More than one wait, and less than two. */
  private static final Duration ONE_WAIT = Duration.ofMillis(3_500);

  @TempDir static Path folder;

  private static WebhookServer server;
  private static URI address;
  private static String id;
  private static String token;

  @BeforeAll
  static void theDatabaseGoesAway() throws Exception {
    try (EmbeddedDatabase database = ServerDatabase.in(folder)) {
      var settings =
          Settings.of(
              Map.of(
                  "WEBHOOKS_PORT",
                  "0",
                  "WEBHOOKS_DATABASE_URL",
                  String.format(
                      Locale.ROOT,
                      "%s?user=%s&password=%s",
                      database.jdbcUrl(),
                      encoded(database.user()),
                      encoded(database.password())),
                  "WEBHOOKS_OWNER_PASSWORD",
                  PASSWORD));
      server = WebhookServer.start(settings, unused -> {});
      address = settings.address(server.port());
      createWebhook();
      assertThat(send("POST", "/api/webhooks/execute/TOKEN", HI).statusCode()).isEqualTo(200);
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/webhooks/execute/TOKEN",
        "/api/webhooks/execute/UNKNOWN",
        "/api/webhooks/execute/TOKEN/github",
        "/api/webhooks/execute/UNKNOWN/alertmanager"
      })
  void aWrongPayloadIsRefusedAtOnce(String path) throws Exception {
    long start = System.nanoTime();
    HttpResponse<String> wrong = send("POST", path, "{}");

    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(since(start)).isLessThan(AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /api/webhooks/execute/TOKEN",
        "POST /api/webhooks/execute/UNKNOWN",
        "POST /api/webhooks/execute/TOKEN/slack",
        "POST /hooks/UNKNOWN",
        "PATCH /api/webhooks/execute/TOKEN/messages/1",
        "DELETE /api/webhooks/ID/TOKEN/messages/1",
        "GET /api/webhooks/ID/TOKEN",
        "GET /api/webhooks/ID/UNKNOWN"
      })
  void aGoodCallIsAnsweredWithinOneWait(String call) throws Exception {
    String[] parts = call.split(" ");
    long start = System.nanoTime();
    HttpResponse<String> away = send(parts[0], parts[1], HI);

    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    assertThat(since(start)).isLessThan(ONE_WAIT);
  }

  @Test
  void callersWhoCameWhileOthersWaitedWaitOnceToo() throws Exception {
    var waits = new ArrayList<CompletableFuture<Duration>>();
    for (int i = 0; i < 10; i++) {
      long start = System.nanoTime();
      waits.add(
          HTTP.sendAsync(
                  request("POST", "/api/webhooks/execute/TOKEN", HI), BodyHandlers.ofString())
              .thenApply(
                  away -> {
                    assertThat(away.statusCode()).isEqualTo(503);
                    return since(start);
                  }));
      Thread.sleep(100);
    }

    for (CompletableFuture<Duration> wait : waits) {
      assertThat(wait.get()).isLessThan(ONE_WAIT);
    }
  }

  @Test
  void refusalsThatCannotBeResolvedAreDroppedAndCounted() throws Exception {
    double before = dropped();
    send("POST", "/api/webhooks/execute/" + "a".repeat(64), "{}");

    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (dropped() == before && System.nanoTime() - end < 0) {
      Thread.sleep(100);
    }
    assertThat(dropped()).isGreaterThan(before);
  }

  private static double dropped() throws Exception {
    List<String> lines = send("GET", "/metrics", "").body().lines().toList();
    return lines.stream()
        .filter(line -> line.startsWith("webhook_refusals_dropped_total "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .sum();
  }

  private static void createWebhook() throws Exception {
    String login =
        String.format(Locale.ROOT, "{\"username\":\"owner\",\"password\":\"%s\"}", PASSWORD);
    String session =
        "Bearer "
            + ServerProcess.field(send("POST", "/api/auth/login", login).body(), "access_token");
    String community = ServerProcess.field(as(session, "GET", "/api/communities", ""), "id");
    String channel =
        ServerProcess.field(
            as(session, "GET", "/api/communities/" + community + "/channels", ""), "id");
    String made =
        as(session, "POST", "/api/channels/" + channel + "/webhooks", "{\"name\":\"CI\"}");
    id = ServerProcess.field(made, "id");
    token = ServerProcess.field(made, "token");
  }

  private static String as(String session, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(request(method, path, body), (name, value) -> true)
            .header("Authorization", session)
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    return HTTP.send(request(method, path, body), BodyHandlers.ofString());
  }

  private static HttpRequest request(String method, String path, String body) {
    String called =
        path.replace("UNKNOWN", "b".repeat(64))
            .replace("/ID/", "/" + id + "/")
            .replace("TOKEN", String.valueOf(token));
    return HttpRequest.newBuilder(address.resolve(called))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", "issues")
        .build();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

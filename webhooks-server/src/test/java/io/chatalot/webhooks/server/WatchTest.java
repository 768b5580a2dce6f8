package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chatalot.webhooks.server.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the dashboard shows and the manual wants alerts for is what a server tells. */
class WatchTest {
  private static final Path MANUAL = Path.of("..", "docs", "operations.md");
  private static final Path DASHBOARD = Path.of("..", "docs", "grafana-dashboard.json");

  private static final Pattern NAME =
      Pattern.compile("\\b(?:webhook|http_server|hikaricp|jvm|process|system)_[a-z_]+\\b");

  private static final Pattern SELECTOR =
      Pattern.compile("(" + NAME + ")\\{((?:\\s*\\w+(?:=|=~|!=|!~)\"[^\"]*\",?)*)}");

  private static final Pattern EQUALS = Pattern.compile("\\w+=\"[^\"]*\"");

  private static final String PASSWORD = "correct horse battery";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The samples of a server that has been used. */
  private static List<String> samples;

  @BeforeAll
  static void useAServer() throws Exception {
    var settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT", "0",
                "WEBHOOKS_DATABASE_URL", TestDatabases.createUrl(),
                "WEBHOOKS_OWNER_PASSWORD", PASSWORD,
                "WEBHOOKS_RATE_LIMIT", "0.001",
                "WEBHOOKS_RATE_BURST", "1"));
    try (WebhookServer server = WebhookServer.start(settings, unused -> {})) {
      use(settings.address(server.port()));
    }
  }

  private static void use(URI server) throws Exception {
    String login = "{\"username\":\"owner\",\"password\":\"%s\"}";
    send(server, "POST", "/api/auth/login", String.format(Locale.ROOT, login, "wrong wrong"), "");
    var signedIn =
        send(server, "POST", "/api/auth/login", String.format(Locale.ROOT, login, PASSWORD), "");
    String session = "Bearer " + ServerProcess.field(signedIn.body(), "access_token");
    var communities = send(server, "GET", "/api/communities", "", session);
    String community = ServerProcess.field(communities.body(), "id");
    var channels = send(server, "GET", "/api/communities/" + community + "/channels", "", session);
    String channel = ServerProcess.field(channels.body(), "id");
    var created =
        send(server, "POST", "/api/channels/" + channel + "/webhooks", "{\"name\":\"x\"}", session);
    String token = ServerProcess.field(created.body(), "token");
    for (int status : new int[] {200, 429}) {
      String path = "/api/webhooks/execute/" + token;
      assertThat(send(server, "POST", path, "{\"content\":\"x\"}", "").statusCode())
          .isEqualTo(status);
    }
    send(server, "POST", "/api/webhooks/execute/unknown", "{\"content\":\"x\"}", "");
    send(server, "GET", "/nothing", "", "");
    samples =
        send(server, "GET", "/metrics", "", "")
            .body()
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();
  }

  private static HttpResponse<String> send(
      URI server, String method, String path, String body, String session) throws Exception {
    var request =
        HttpRequest.newBuilder(server.resolve(path))
            .header("Authorization", session)
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  @Test
  void everyMetricOfTheDashboardIsThere() throws Exception {
    List<String> queries = queries();

    assertThat(queries).hasSizeGreaterThan(15);
    queries.forEach(WatchTest::assertAnswered);
  }

  @Test
  void everyMetricOfTheManualIsThere() throws Exception {
    List<String> quoted =
        Pattern.compile("`[^`\n]+`")
            .matcher(Files.readString(MANUAL))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(quoted).anyMatch(text -> text.contains("webhook_calls_total"));
    quoted.forEach(WatchTest::assertAnswered);
  }

  @Test
  void ofEachKindThatIsOursTheManualTells() throws Exception {
    String manual = Files.readString(MANUAL);

    assertThat(samples.stream().map(WatchTest::name).filter(name -> name.startsWith("webhook_")))
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(manual).contains(name.replaceAll("_(bucket|count|sum|max)$", "")));
  }

  @Test
  void eachTaskInTheBackgroundHasFailedNeverAndIsInTheManual() throws Exception {
    String manual = Files.readString(MANUAL);
    List<String> failures =
        samples.stream()
            .filter(line -> line.startsWith("webhook_background_failures_total{"))
            .toList();

    assertThat(failures)
        .hasSizeGreaterThan(10)
        .allSatisfy(line -> assertThat(line).endsWith(" 0.0"))
        .allSatisfy(line -> assertThat(manual).contains("`" + line.split("\"")[1] + "`"));
  }

  private static List<String> queries() throws Exception {
    JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
    return Stream.concat(
            dashboard.findValuesAsText("expr").stream(),
            dashboard.findValuesAsText("definition").stream())
        .toList();
  }

  private static void assertAnswered(String query) {
    NAME.matcher(query)
        .results()
        .map(MatchResult::group)
        .forEach(
            name ->
                assertThat(samples.stream().map(WatchTest::name))
                    .as("the metrics, for %s", query)
                    .contains(name));
    SELECTOR
        .matcher(query)
        .results()
        .forEach(selector -> assertSelected(selector.group(1), selector.group(2), query));
  }

  private static void assertSelected(String name, String labels, String query) {
    List<String> wanted = EQUALS.matcher(labels).results().map(MatchResult::group).toList();
    assertThat(samples)
        .as("the labels, for %s", query)
        .anyMatch(line -> name(line).equals(name) && wanted.stream().allMatch(line::contains));
  }

  private static String name(String sample) {
    return sample.split("[{ ]", 2)[0];
  }
}

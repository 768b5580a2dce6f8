package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.MessageRetention;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.server.database.DataSources;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresKnownClients;
import io.chatalot.webhooks.server.operation.Chore;
import io.chatalot.webhooks.server.operation.Housekeeping;
import io.chatalot.webhooks.server.operation.Metrics;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.Settings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A server whose clock is 49 hours ahead of the database's: statements of this database find
 * functions of its own, which are late, before PostgreSQL's.
 */
class TwoClocksTest {
  private static final Duration BEHIND = Duration.ofHours(49);
  private static final String PASSWORD = "correct horse battery";
  private static final String LATE_CLOCK =
      """
      CREATE SCHEMA late;
      CREATE FUNCTION late.now() RETURNS timestamptz STABLE LANGUAGE sql
        AS $$ SELECT pg_catalog.now() - interval '49 hours' $$;
      CREATE FUNCTION late.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
        AS $$ SELECT pg_catalog.clock_timestamp() - interval '49 hours' $$;
      DO $$ BEGIN
        EXECUTE format(
          'ALTER DATABASE %I SET search_path = late, pg_catalog, public', current_database());
      END $$;
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private DatabaseAddress address;
  private Settings settings;
  private WebhookServer server;
  private String session = "";

  @BeforeEach
  void serve() throws Exception {
    address = TestDatabases.create();
    try (HikariDataSource pool = DataSources.open(address, 1, "late");
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(LATE_CLOCK);
    }
    settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT",
                "0",
                "WEBHOOKS_DATABASE_URL",
                TestDatabases.url(address),
                "WEBHOOKS_OWNER_PASSWORD",
                PASSWORD,
                "WEBHOOKS_RETENTION_DAYS",
                "2"));
    server = WebhookServer.start(settings, unused -> {});
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void allThatIsSharedHasTheTimesOfTheDatabase() throws Exception {
    Instant start = databaseTime();
    JsonNode login =
        call(
            "POST",
            "/api/auth/login",
            "{\"username\":\"owner\",\"password\":\"" + PASSWORD + "\"}");
    session = login.path("access_token").asText();
    Instant sessionEnd = Instant.parse(login.path("expires_at").asText());
    assertThat(sessionEnd.minus(Duration.ofDays(30))).isBetween(start, databaseTime());

    String community = call("GET", "/api/communities", "").path(0).path("id").asText();
    String channel =
        call("GET", "/api/communities/" + community + "/channels", "").path(0).path("id").asText();
    String channelPath = "/api/channels/" + channel;
    JsonNode webhook = call("POST", channelPath + "/webhooks", "{\"name\":\"CI\"}");
    requireNow(start, webhook.path("created_at"));

    String execute = "/api/webhooks/execute/" + webhook.path("token").asText();
    JsonNode message = call("POST", execute + "?wait=true", "{\"content\":\"hello\"}");
    requireNow(start, message.path("created_at"));
    JsonNode edited =
        call(
            "PATCH", execute + "/messages/" + message.path("id").asText(), "{\"content\":\"bye\"}");
    requireNow(start, edited.path("edited_at"));
    assertThat(edited.path("created_at")).isEqualTo(message.path("created_at"));
    JsonNode stored = call("GET", channelPath + "/messages", "").path(0);
    assertThat(stored.path("created_at")).isEqualTo(message.path("created_at"));
    assertThat(stored.path("edited_at")).isEqualTo(edited.path("edited_at"));

    JsonNode listed = call("GET", channelPath + "/webhooks", "").path(0);
    requireNow(start, listed.path("last_used_at"));
    JsonNode entry = call("GET", channelPath + "/webhooks/audit", "").path(0);
    requireNow(start, entry.path("created_at"));
  }

  /** Housekeeping runs on a second node, whose clock is this machine's. */
  @Test
  void aRoundOfHousekeepingRemovesAndEndsNothing() throws Exception {
    session =
        call(
                "POST",
                "/api/auth/login",
                "{\"username\":\"owner\",\"password\":\"" + PASSWORD + "\"}")
            .path("access_token")
            .asText();
    String community = call("GET", "/api/communities", "").path(0).path("id").asText();
    String channel =
        call("GET", "/api/communities/" + community + "/channels", "").path(0).path("id").asText();
    JsonNode webhook = call("POST", "/api/channels/" + channel + "/webhooks", "{\"name\":\"CI\"}");
    String execute = "/api/webhooks/execute/" + webhook.path("token").asText() + "?wait=true";
    String body = "{\"content\":\"hello\"}";
    JsonNode message = call("POST", execute, body, "Idempotency-Key", "once");

    round();

    assertThat(call("POST", execute, body, "Idempotency-Key", "once").path("id"))
        .isEqualTo(message.path("id"));
    assertThat(call("GET", "/api/channels/" + channel + "/messages", "")).hasSize(1);
  }

  private void round() {
    try (HikariDataSource pool = DataSources.open(address, 4, "other")) {
      var database = new Database(pool);
      var random = new SecureRandom();
      var accounts =
          new PostgresAccounts(database, new Passwords(random), random, Duration.ofDays(30));
      var known = new PostgresKnownClients(database, InstantSource.system());
      var retention = new MessageRetention(database, Duration.ofDays(2));
      try (var messages = new JdbcMessageLog(database, pool);
          Metrics metrics = new Metrics();
          var housekeeping =
              new Housekeeping(
                  List.of(
                      new Chore("key", messages::forgetExpiredKeys),
                      new Chore("session", accounts::forgetExpired),
                      new Chore("known_client", known::forgetOld),
                      new Chore("message", retention::removeOld)),
                  metrics,
                  Backgrounds.silent())) {
        housekeeping.round();
        assertThat(metrics.scrape())
            .contains("webhook_housekeeping_rounds_total{outcome=\"done\"} 1.0\n");
        for (String kind : List.of("key", "session", "known_client", "message")) {
          assertThat(metrics.scrape())
              .contains("webhook_housekeeping_removed_total{kind=\"" + kind + "\"} 0.0\n");
        }
      }
    }
  }

  private void requireNow(Instant start, JsonNode time) {
    assertThat(Instant.parse(time.asText())).isBetween(start, databaseTime());
  }

  @Test
  void theDifferenceIsAmongTheMetrics() throws Exception {
    var request = HttpRequest.newBuilder(at("/metrics")).build();

    assertThat(http.send(request, BodyHandlers.ofString()).body())
        .containsPattern("(?m)^webhook_clock_offset_seconds 176[34]\\d\\d");
  }

  /** Of this machine, which is where the database is. */
  private static Instant databaseTime() {
    return Instant.ofEpochMilli(Instant.now().minus(BEHIND).toEpochMilli());
  }

  private URI at(String path) {
    return settings.address(server.port()).resolve(path);
  }

  private JsonNode call(String method, String path, String body, String... header)
      throws Exception {
    var request =
        HttpRequest.newBuilder(at(path))
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json")
            .header("Authorization", "Bearer " + session);
    if (header.length > 0) {
      request.headers(header);
    }
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(method + " " + path).isBetween(200, 299);
    return json.readTree(answer.body());
  }
}

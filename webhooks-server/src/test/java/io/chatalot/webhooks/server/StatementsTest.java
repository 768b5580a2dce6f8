package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.http.WebhooksApi;
import io.chatalot.webhooks.adapter.jdbc.JdbcAuditTrail;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.MessageReader;
import io.chatalot.webhooks.application.WebhookCaller;
import io.chatalot.webhooks.application.WebhookManager;
import io.chatalot.webhooks.application.driven.PayloadCaptures;
import io.chatalot.webhooks.application.driven.RateLimiter;
import io.chatalot.webhooks.application.driven.Refusals;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.server.directory.DirectoryAdmin;
import io.chatalot.webhooks.server.directory.DirectorySchema;
import io.chatalot.webhooks.server.directory.Passwords;
import io.chatalot.webhooks.server.directory.PostgresAccounts;
import io.chatalot.webhooks.server.directory.PostgresDirectory;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How often each request asks the database. A statement more is a decision, not an accident. */
class StatementsTest {
  private static final StatementLog LOG = new StatementLog();
  private static final String PASSWORD = "correct horse";

  private static HikariDataSource pool;
  private static JdbcMessageLog messages;
  private static Javalin javalin;
  private static String session;
  private static ChannelId channel;
  private static JsonNode webhook;

  @BeforeAll
  static void serve() throws Exception {
    pool = TestDatabases.open();
    Migrations.migrate(pool);
    DirectorySchema.migrate(pool);
    var database = new Database(LOG.around(pool));
    var random = new SecureRandom();
    var passwords = new Passwords(random);
    var webhooks = new JdbcWebhookStore(database);
    var directory = new PostgresDirectory(database);
    var admin = new DirectoryAdmin(database, webhooks, passwords);
    admin.addUser("owner", Optional.empty(), PASSWORD);
    channel = admin.addChannel("general", admin.addCommunity("Zoo", "owner"), Optional.empty());
    var accounts = new PostgresAccounts(database, passwords, random, Duration.ofDays(30));
    session = accounts.login("owner", PASSWORD).orElseThrow().accessToken();
    messages = new JdbcMessageLog(database, pool);
    var manager =
        new WebhookManager(
            webhooks, new JdbcAuditTrail(database), directory, 50, UUID::randomUUID, random);
    var caller =
        new WebhookCaller(
            webhooks,
            new CaffeineWebhookCache(),
            directory,
            messages,
            RateLimiter.UNLIMITED,
            RateLimiter.UNLIMITED,
            Refusals.NONE,
            PayloadCaptures.NONE,
            UUID::randomUUID,
            InstantSource.system());
    var api =
        new WebhooksApi(
            manager,
            caller,
            new MessageReader(messages, directory),
            accounts,
            () -> URI.create("http://localhost"));
    javalin = Javalin.create(config -> api.mount(config)).start(0);
    webhook = json(send("POST", "/api/channels/" + channel + "/webhooks", "{\"name\":\"CI\"}"));
    send("POST", execute(), "{\"content\":\"The webhook is cached from now on\"}");
  }

  @AfterAll
  static void stop() {
    javalin.stop();
    messages.close();
    pool.close();
  }

  /** Session, webhook, membership; a change and its audit entries are one statement more. */
  @Test
  void aRequestThatManagesAWebhookAsksForNothingTwice() throws Exception {
    String inChannel = "/api/channels/" + channel + "/webhooks";
    String id = json(send("POST", inChannel, "{\"name\":\"Nightly\"}")).path("id").asText();
    String path = "/api/webhooks/" + id;

    assertThat(statementsOf("GET", path, "")).hasSize(3);
    assertThat(statementsOf("PATCH", path, "{\"name\":\"Daily\",\"active\":false}")).hasSize(4);
    assertThat(statementsOf("PATCH", path, "{\"name\":\"Daily\"}")).hasSize(4);
    assertThat(statementsOf("POST", path + "/rotate", "")).hasSize(4);
  }

  /**
   * Session, webhook, membership; then in a transaction the webhook with its entry, the counter.
   */
  @Test
  void deletingAWebhookTakesFiveStatementsAndACommit() throws Exception {
    String inChannel = "/api/channels/" + channel + "/webhooks";
    String id = json(send("POST", inChannel, "{\"name\":\"Brief\"}")).path("id").asText();

    assertThat(statementsOf("DELETE", "/api/webhooks/" + id, "")).hasSize(6).endsWith("COMMIT");
  }

  /** Session, membership, and the list. */
  @Test
  void aListOfAChannelTakesThreeStatements() throws Exception {
    String inChannel = "/api/channels/" + channel + "/webhooks";

    assertThat(statementsOf("GET", inChannel, "")).hasSize(3);
    assertThat(statementsOf("GET", inChannel + "/audit", "")).hasSize(3);
  }

  /** Session, membership; then in a transaction the lock, and the webhook with its entry. */
  @Test
  void creatingAWebhookTakesFourStatementsAndACommit() throws Exception {
    assertThat(statementsOf("POST", "/api/channels/" + channel + "/webhooks", "{\"name\":\"A\"}"))
        .hasSize(5)
        .endsWith("COMMIT");
  }

  @Test
  void aCallOfACachedWebhookTakesOneStatement() throws Exception {
    assertThat(statementsOf("POST", execute(), "{\"content\":\"text\"}")).hasSize(1);
    assertThat(statementsOf("POST", discord(), "{\"content\":\"text\"}")).hasSize(1);
  }

  /** Webhook, channel, and the message; an edit and its event are one statement. */
  @Test
  void aMessageIsShownEditedAndDeletedByThreeStatementsEach() throws Exception {
    for (String address : List.of(discord(), execute())) {
      var sent = json(send("POST", address + "?wait=true", "{\"content\":\"x\"}"));
      String message = address + "/messages/" + sent.path("id").asText();

      if (address.equals(discord())) {
        assertThat(statementsOf("GET", message, "")).hasSize(3);
      }
      assertThat(statementsOf("PATCH", message, "{\"content\":\"y\"}")).hasSize(3);
      assertThat(statementsOf("DELETE", message, "")).hasSize(3);
    }
  }

  /** Session, membership; both again, since the reader may have waited for room; and the page. */
  @Test
  void aPageOfAChannelTakesFiveStatements() throws Exception {
    assertThat(statementsOf("GET", "/api/channels/" + channel + "/messages", "")).hasSize(5);
  }

  private static List<String> statementsOf(String method, String path, String body)
      throws Exception {
    LOG.drain();
    send(method, path, body);
    return LOG.drain();
  }

  private static String discord() {
    return "/api/webhooks/" + webhook.path("id").asText() + "/" + webhook.path("token").asText();
  }

  private static String execute() {
    return "/api/webhooks/execute/" + webhook.path("token").asText();
  }

  private static JsonNode json(HttpResponse<String> response) throws Exception {
    return new ObjectMapper().readTree(response.body());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + javalin.port() + path))
            .header("Authorization", "Bearer " + session)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
    return response;
  }
}

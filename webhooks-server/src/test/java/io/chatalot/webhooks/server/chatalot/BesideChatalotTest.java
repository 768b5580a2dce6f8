package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static io.chatalot.webhooks.server.chatalot.ChatalotNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.server.TestDatabases;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server beside a Chatalot: its people, its channels, its messages. */
class BesideChatalotTest {
  private static final String BUILDS = "/api/channels/" + id("a1");
  private static final String TOKEN_OF_B1 = "A".repeat(64);

  @TempDir private Path folder;

  private final ChatalotHost host = TestDatabases.chatalot();
  private final SigningKey key = SigningKey.make();
  private ChatalotNode node;
  private ChatalotNode other;

  @BeforeEach
  void serve() {
    Path publicKey = key.writeTo(folder.resolve("jwt_public.pem"));
    var settings = Map.of("WEBHOOKS_CHATALOT_SENDER", "admin", "WEBHOOKS_CHATALOT_MOVE", "true");
    node = new ChatalotNode(host, key, publicKey, settings);
    other = new ChatalotNode(host, key, publicKey, Map.of());
  }

  @AfterEach
  void end() {
    node.close();
    other.close();
  }

  /** The calls of Chatalot's own client, with what it reads of the answers. */
  @Test
  void chatalotsOwnClientManagesWebhooks() {
    HttpResponse<String> created =
        node.as("3", "POST", BUILDS + "/webhooks", "{\"name\":\"New\",\"avatar_url\":null}");
    JsonNode webhook = json(created);
    String path = "/api/webhooks/" + webhook.path("id").textValue();

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(webhook.path("token").textValue()).matches("[0-9A-Za-z]{64}");
    assertThat(webhook.path("active").booleanValue()).isTrue();
    assertThat(json(node.get("4", BUILDS + "/webhooks")).findValuesAsText("name"))
        .contains("New", "CI");
    JsonNode off = json(other.as("4", "PATCH", path, "{\"active\":false}"));
    assertThat(off.path("active").booleanValue()).isFalse();
    assertThat(node.execute(webhook.path("token").textValue(), "late")).isEqualTo(404);
    assertThat(node.as("3", "DELETE", path, "").statusCode()).isEqualTo(204);
    JsonNode refused = json(node.as("6", "POST", BUILDS + "/webhooks", "{\"name\":\"x\"}"));
    assertThat(refused.path("error").path("message").textValue()).isNotBlank();
  }

  @Test
  void theInstancesAdminsListAllWebhooks() {
    JsonNode all = json(node.get("2", "/api/admin/webhooks?page=1&per_page=2"));

    assertThat(all.path("total").intValue()).isEqualTo(5);
    assertThat(all.path("webhooks")).hasSize(2);
    assertThat(all.findValues("token")).isEmpty();
    assertThat(node.get("3", "/api/admin/webhooks").statusCode()).isEqualTo(403);
    assertThat(node.get("8", "/api/admin/webhooks").statusCode()).isEqualTo(401);
  }

  @Test
  void chatalotsWebhooksMoveInWithTheirUrls() {
    assertThat(node.execute(TOKEN_OF_B1, "moved")).isEqualTo(200);
    assertThat(node.execute("B".repeat(64), "off")).isEqualTo(404);
    assertThat(node.execute("C".repeat(64), "archived")).isEqualTo(404);
    assertThat(host.value(Integer.class, "SELECT count(*) FROM webhooks")).isZero();
    Await.until(
        "the old message has its text",
        () ->
            host.value(
                Boolean.class,
                "SELECT ciphertext = convert_to(?, 'UTF8') FROM messages WHERE id = ?",
                "**CI**\n\nBuild #142 passed",
                id("f1")));
    JsonNode switchedOn =
        json(node.as("3", "PATCH", "/api/webhooks/" + id("b2"), "{\"active\":true}"));
    assertThat(switchedOn.path("active").booleanValue()).isTrue();
    assertThat(other.execute("B".repeat(64), "on")).isEqualTo(200);
  }

  @Test
  void aCallsMessageIsInBothAndReadByMembers() {
    HttpResponse<String> sent =
        node.anonymous(
            "POST",
            "/api/webhooks/execute/" + TOKEN_OF_B1 + "?wait=true",
            ChatalotNode.content("Build **passed**"));
    String message = json(sent).path("id").textValue();

    JsonNode read = json(other.get("6", BUILDS + "/messages")).path(0);
    assertThat(read.path("id").textValue()).isEqualTo(message);
    assertThat(read.path("content_html").textValue()).contains("<strong>passed</strong>");
    assertThat(
            host.value(
                String.class,
                "SELECT convert_from(ciphertext, 'UTF8') FROM messages WHERE id = ?::uuid",
                message))
        .isEqualTo("**CI**\n\nBuild **passed**");
    assertThat(
            host.value(String.class, "SELECT sender_id FROM messages WHERE id = ?::uuid", message))
        .isEqualTo(id("4").toString());
  }

  @Test
  void archivingByChatalotItselfHoldsForTheNextCallOnEveryNode() {
    for (ChatalotNode each : List.of(node, other)) {
      assertThat(each.execute(TOKEN_OF_B1, "cached")).isEqualTo(200);
    }
    for (int i = 0; i < 3; i++) {
      host.run("UPDATE channels SET archived = true WHERE id = ?", id("a1"));
      assertThat(other.execute(TOKEN_OF_B1, "late")).isEqualTo(404);
      assertThat(node.execute(TOKEN_OF_B1, "late")).isEqualTo(404);
      host.run("UPDATE channels SET archived = false WHERE id = ?", id("a1"));
      assertThat(node.execute(TOKEN_OF_B1, "back")).isEqualTo(200);
      assertThat(other.execute(TOKEN_OF_B1, "back")).isEqualTo(200);
    }
  }

  @Test
  void chatalotDeletesAChannelAndItsWebhooksAreGone() {
    host.run("DELETE FROM channels WHERE id = ?", id("a1"));

    assertThat(node.execute(TOKEN_OF_B1, "late")).isEqualTo(404);
    assertThat(node.get("3", BUILDS + "/webhooks").statusCode()).isEqualTo(404);
    assertThat(node.get("3", "/api/webhooks/" + id("b1")).statusCode()).isEqualTo(404);
  }

  @Test
  void theCreatorsDeletionKeepsTheWebhook() {
    host.run("DELETE FROM communities WHERE id = ?", id("c2"));
    host.run("UPDATE webhooks.webhook SET created_by = ? WHERE id = ?", id("6"), id("b1"));
    host.run("DELETE FROM users WHERE id = ?", id("6"));

    assertThat(node.execute(TOKEN_OF_B1, "still here")).isEqualTo(200);
  }

  @Test
  void aRoleThatChatalotTakesAwayEndsTheStream() throws Exception {
    CompletableFuture<Boolean> ended = follow("6");
    host.run("DELETE FROM channel_members WHERE channel_id = ? AND user_id = ?", id("a1"), id("6"));
    assertThat(node.execute(TOKEN_OF_B1, "not for you")).isEqualTo(200);

    assertThat(ended.get(20, TimeUnit.SECONDS)).as("whether the event was seen").isFalse();
  }

  @Test
  void aSuspensionEndsTheStream() throws Exception {
    CompletableFuture<Boolean> ended = follow("6");
    host.run("UPDATE users SET suspended_at = now() WHERE id = ?", id("6"));
    assertThat(node.execute(TOKEN_OF_B1, "not for you")).isEqualTo(200);

    assertThat(ended.get(20, TimeUnit.SECONDS)).as("whether the event was seen").isFalse();
  }

  /** Opens a stream; completes when it ends, with whether an event of a message came. */
  private CompletableFuture<Boolean> follow(String user) throws Exception {
    var request =
        HttpRequest.newBuilder(node.at(BUILDS + "/messages/stream"))
            .header("Authorization", "Bearer " + node.token(id(user)))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).as("the greeting").isNotNull();
    return CompletableFuture.supplyAsync(
        () -> lines.lines().anyMatch(line -> line.startsWith("event: message")));
  }

  @Test
  void whatChatalotTakesAwayIsAnEventWithinFiveSeconds() throws Exception {
    var request =
        HttpRequest.newBuilder(other.at(BUILDS + "/messages/stream"))
            .header("Authorization", "Bearer " + other.token(id("6")))
            .build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
    var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    assertThat(lines.readLine()).isNotNull();
    assertThat(node.execute(TOKEN_OF_B1, "soon gone")).isEqualTo(200);
    CompletableFuture<String> deleted =
        CompletableFuture.supplyAsync(
            () ->
                lines
                    .lines()
                    .dropWhile(line -> !line.startsWith("event: message_deleted"))
                    .findFirst()
                    .orElse("the end"));

    host.run("DELETE FROM messages WHERE plaintext LIKE '%soon gone%'");

    assertThat(deleted.get(5, TimeUnit.SECONDS)).isEqualTo("event: message_deleted");
    answer.body().close();
  }

  @Test
  void aKeyThatIsReplacedOnDiskRulesWithoutARestart() throws Exception {
    SigningKey next = SigningKey.make();
    next.writeTo(folder.resolve("jwt_public.pem"));
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (node.get("3", "/api/me").statusCode() != 401) {
      assertThat(System.nanoTime()).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  void thereIsNoLogInOfOurs() {
    assertThat(
            node.anonymous("POST", "/api/auth/login", "{\"username\":\"owner\",\"password\":\"x\"}")
                .statusCode())
        .isEqualTo(404);
    assertThat(json(node.get("3", "/api/me")).path("username").textValue()).isEqualTo("owner");
    assertThat(json(node.get("3", "/api/communities")).path(0).path("name").textValue())
        .isEqualTo("Acme");
    assertThat(node.anonymous("GET", "/", "").body()).contains("data-session=\"host\"");
    assertThat(host.value(Boolean.class, "SELECT to_regnamespace('directory') IS NULL")).isTrue();
  }
}

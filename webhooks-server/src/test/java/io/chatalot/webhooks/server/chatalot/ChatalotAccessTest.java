package io.chatalot.webhooks.server.chatalot;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static io.chatalot.webhooks.server.chatalot.ChatalotNode.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.server.TestDatabases;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of users and callers, beside a Chatalot. */
class ChatalotAccessTest {
  private static final String BUILDS = "/api/channels/" + id("a1");

  @TempDir private static Path folder;

  private static ChatalotHost host;
  private static ChatalotNode node;

  @BeforeAll
  static void serve() {
    host = TestDatabases.chatalot();
    SigningKey key = SigningKey.make();
    Path publicKey = key.writeTo(folder.resolve("jwt_public.pem"));
    node = new ChatalotNode(host, key, publicKey, Map.of());
  }

  @AfterAll
  static void end() {
    node.close();
  }

  @ParameterizedTest
  @CsvSource({
    "3, a1, 200, 200", // the community's owner
    "4, a1, 200, 200",
    "5, a1, 403, 200",
    "6, a1, 403, 200",
    "7, a1, 404, 404", // an outsider
    "9, a1, 404, 404", // banned
    "b, a1, 404, 404", // a member of the community who is not in the channel
    "8, a1, 401, 401", // suspended
    "ff, a1, 401, 401", // nobody
    "1, a1, 200, 403", // the instance's owner
    "2, a3, 200, 403",
    "4, a3, 200, 403",
    "a, a3, 200, 200", // the group's owner
    "7, a4, 200, 200", // the owner of a channel by itself
    "1, a5, 404, 404", // a dm
    "3, a5, 404, 404",
    "1, a6, 404, 404", // a gallery
    "3, a6, 404, 404"
  })
  void usersManageAndReadAsInChatalot(String user, String channel, int manages, int reads) {
    String path = "/api/channels/" + id(channel);

    assertThat(node.get(user, path + "/webhooks").statusCode()).isEqualTo(manages);
    assertThat(node.get(user, path + "/messages").statusCode()).isEqualTo(reads);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/api/webhooks/execute/{token} | {\"content\":\"INFO\"} | **CI**",
        "/api/webhooks/execute/{token}/slack | {\"text\":\"*INFO*\"} | **INFO**",
        "/hooks/{token} | {\"text\":\"INFO\",\"username\":\"Jenkins\"} | **Jenkins**",
        "/api/webhooks/{id}/{token} | {\"content\":\"INFO\",\"username\":\"Bot\"} | **Bot**",
        "/api/v10/webhooks/{id}/{token}/slack | {\"text\":\"INFO\"} | INFO",
        "/api/webhooks/execute/{token}/alertmanager |"
            + " {\"version\":\"4\",\"status\":\"firing\",\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"INFO\"}}]}"
            + " | INFO"
      })
  void everyDialectSendsToChatalot(String address, String body, String shown) {
    JsonNode webhook = webhook();
    String path =
        address
            .replace("{id}", webhook.path("id").textValue())
            .replace("{token}", webhook.path("token").textValue());

    assertThat(node.anonymous("POST", path, body).statusCode()).isIn(200, 204);
    assertThat(
            host.value(
                String.class,
                "SELECT convert_from(ciphertext, 'UTF8') FROM messages JOIN webhooks.message AS"
                    + " ours USING (id) WHERE ours.webhook_id = ?::uuid",
                webhook.path("id").textValue()))
        .contains(shown)
        .contains("INFO");
  }

  private JsonNode webhook() {
    return json(node.as("3", "POST", BUILDS + "/webhooks", "{\"name\":\"CI\"}"));
  }

  @Test
  void aRepeatedKeySendsOnce() throws Exception {
    String token = node.webhook("3", "a1");
    var request =
        HttpRequest.newBuilder(node.at("/api/webhooks/execute/" + token))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one")
            .POST(BodyPublishers.ofString("{\"content\":\"once only\"}"))
            .build();
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Idempotency-Replayed").isPresent()).isEqualTo(i > 0);
    }
    assertThat(
            host.value(
                Integer.class, "SELECT count(*) FROM messages WHERE plaintext LIKE '%once only%'"))
        .isEqualTo(1);
  }

  @Test
  void aSenderEditsAndDeletesItsMessage() {
    String execute = "/api/webhooks/execute/" + node.webhook("3", "a1");
    String id =
        json(node.anonymous("POST", execute + "?wait=true", "{\"content\":\"before\"}"))
            .path("id")
            .textValue();
    String message = execute + "/messages/" + id;

    assertThat(node.anonymous("PATCH", message, "{\"content\":\"after\"}").statusCode())
        .isEqualTo(200);
    assertThat(shown(id)).isEqualTo("**CI**\n\nafter");
    assertThat(node.anonymous("DELETE", message, "").statusCode()).isEqualTo(204);
    assertThat(shown(id)).isEmpty();
    assertThat(node.get("6", BUILDS + "/messages").body()).doesNotContain(id);
  }

  private static String shown(String message) {
    return host.value(
        String.class,
        "SELECT convert_from(ciphertext, 'UTF8') FROM messages WHERE id = ?::uuid",
        message);
  }

  @Test
  void aModeratorRemovesAMessageAndAMemberDoesNot() {
    String token = node.webhook("3", "a1");
    String id =
        json(node.anonymous(
                "POST",
                "/api/webhooks/execute/" + token + "?wait=true",
                "{\"content\":\"leaked\"}"))
            .path("id")
            .textValue();

    assertThat(node.as("6", "DELETE", BUILDS + "/messages/" + id, "").statusCode()).isEqualTo(403);
    assertThat(node.as("5", "DELETE", BUILDS + "/messages/" + id, "").statusCode()).isEqualTo(204);
    assertThat(shown(id)).isEmpty();
  }

  @Test
  void aWebhookIsLimitedAsEverywhere() {
    String token = node.webhook("3", "a1");
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += node.execute(token, "many") == 429 ? 1 : 0;
    }
    assertThat(refused).isPositive();
  }
}

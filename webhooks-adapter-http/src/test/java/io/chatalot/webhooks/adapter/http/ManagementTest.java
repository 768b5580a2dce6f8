package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManagementTest {
  private TestServer server;

  @BeforeEach
  void serve() {
    server = new TestServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aNewWebhookIsShownWithItsTokenOnce() {
    Answer created =
        server
            .as("admin")
            .post(
                server.channelPath() + "/webhooks",
                "{\"name\":\"  CI  \",\"avatar_url\":\"https://example.com/a.png\"}");

    assertThat(created.status()).isEqualTo(201);
    JsonNode webhook = created.json();
    assertThat(names(webhook))
        .containsExactly(
            "id",
            "channel_id",
            "name",
            "avatar_url",
            "active",
            "template",
            "created_by",
            "created_at",
            "last_used_at",
            "messages_sent",
            "token",
            "url");
    assertThat(webhook.path("name").asText()).isEqualTo("CI");
    assertThat(webhook.path("token").asText()).matches("[A-Za-z0-9]{64}");
    assertThat(webhook.path("url").asText())
        .isEqualTo("http://chat.example/api/webhooks/execute/" + webhook.path("token").asText());
    assertThat(webhook.path("created_by").asText()).isEqualTo(server.host.id("admin").toString());

    JsonNode listed = server.as("owner").get(server.channelPath() + "/webhooks").json().path(0);
    assertThat(names(listed)).doesNotContain("token", "url").contains("messages_sent");
    assertThat(server.as("owner").get(pathOf(webhook)).json()).isEqualTo(listed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                  | name:required",
        "{\"name\":\"\"}                     | name:too_short",
        "{\"name\":\"   \"}                  | name:too_short",
        "{\"name\":5}                        | name:invalid_type",
        "{\"name\":\"a\\tb\"}                | name:invalid_character",
        "{\"name\":\"x\",\"avatar_url\":\"\"} | avatar_url:invalid_url",
        "{\"name\":\"x\",\"avatar_url\":\"/etc/passwd\"} | avatar_url:invalid_url",
        "{\"name\":\"x\",\"token\":\"mine\"} | token:not_allowed",
        "{\"name\":\"\",\"avatar_url\":1}    | name:too_short,avatar_url:invalid_type",
        "[]                                  | body:invalid_type"
      })
  void aWrongNewWebhookIs422(String body, String expected) {
    Answer answer = server.as("owner").post(server.channelPath() + "/webhooks", body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(expected.split(","));
  }

  /** Cuts between code points, not inside of a surrogate pair. */
  @Test
  void aLongUnknownFieldsNameIsShortened() {
    String rocket = "\uD83D\uDE80";
    for (int length : new int[] {64, 65, 10_000}) {
      String body = "{\"name\":\"x\",\"" + rocket.repeat(length) + "\":1}";
      String told = rocket.repeat(64) + (length > 64 ? "\u2026" : "");
      assertThat(server.as("owner").post(server.channelPath() + "/webhooks", body).wrongFields())
          .containsExactly(told + ":not_allowed");
    }
  }

  @Test
  void malformedJsonIs400AndAnotherTypeIs415() {
    TestClient owner = server.as("owner");
    assertThat(owner.post(server.channelPath() + "/webhooks", "{\"name\":").errorCode())
        .isEqualTo("bad_request");
    assertThat(
            owner
                .with("Content-Type", "text/plain")
                .post(server.channelPath() + "/webhooks", "{\"name\":\"x\"}")
                .errorCode())
        .isEqualTo("unsupported_media_type");
  }

  @ParameterizedTest
  @CsvSource({"owner,200", "admin,200", "moderator,403", "member,403", "stranger,404"})
  void onlyOwnersAndAdminsManage(String user, int status) {
    JsonNode webhook = server.createWebhook("CI");
    TestClient client = server.as(user);
    int created = status == 200 ? 201 : status;
    int deleted = status == 200 ? 204 : status;

    assertThat(client.post(server.channelPath() + "/webhooks", "{\"name\":\"x\"}").status())
        .isEqualTo(created);
    assertThat(client.get(server.channelPath() + "/webhooks").status()).isEqualTo(status);
    assertThat(client.get(server.channelPath() + "/webhooks/audit").status()).isEqualTo(status);
    assertThat(client.get(pathOf(webhook)).status()).isEqualTo(status);
    assertThat(client.patch(pathOf(webhook), "{\"name\":\"y\"}").status()).isEqualTo(status);
    assertThat(client.post(pathOf(webhook) + "/rotate", "").status()).isEqualTo(status);
    assertThat(client.delete(pathOf(webhook)).status()).isEqualTo(deleted);
  }

  @Test
  void aUserWhoMayNotManageIsRefusedBeforeTheBodyIsChecked() {
    JsonNode webhook = server.createWebhook("CI");
    assertThat(server.as("member").patch(pathOf(webhook), "{]").status()).isEqualTo(403);
    assertThat(server.as("stranger").patch(pathOf(webhook), "{\"name\":1}").status())
        .isEqualTo(404);
    assertThat(server.anonymous().patch(pathOf(webhook), "{]").status()).isEqualTo(401);
  }

  @Test
  void whatDoesNotExistIs404() {
    TestClient owner = server.as("owner");
    String unknown = "00000000-0000-4000-8000-000000000000";
    for (String id : List.of(unknown, "nonsense", "1-1-1-1-1")) {
      assertThat(owner.get("/api/webhooks/" + id).status()).isEqualTo(404);
      assertThat(owner.get("/api/channels/" + id + "/webhooks").status()).isEqualTo(404);
      assertThat(owner.post("/api/channels/" + id + "/webhooks", "{\"name\":\"x\"}").status())
          .isEqualTo(404);
    }
  }

  @Test
  void anEditChangesWhatItNamesAndNothingElse() {
    JsonNode webhook = server.createWebhook("CI");
    TestClient owner = server.as("owner");
    String path = pathOf(webhook);

    JsonNode pictured = owner.patch(path, "{\"avatar_url\":\"/api/files/a.png\"}").json();
    assertThat(pictured.path("avatar_url").asText()).isEqualTo("/api/files/a.png");
    JsonNode renamed = owner.patch(path, "{\"name\":\" Deploys \"}").json();
    assertThat(renamed.path("name").asText()).isEqualTo("Deploys");
    assertThat(renamed.path("avatar_url").asText()).isEqualTo("/api/files/a.png");
    JsonNode off = owner.patch(path, "{\"active\":false}").json();
    assertThat(off.path("active").asBoolean()).isFalse();
    assertThat(owner.patch(path, "{}").json()).isEqualTo(off);
    JsonNode bare = owner.patch(path, "{\"avatar_url\":null}").json();
    assertThat(bare.path("avatar_url").isNull()).isTrue();
    assertThat(bare.path("name").asText()).isEqualTo("Deploys");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"name\":null}          | name:invalid_type",
        "{\"name\":\"\"}          | name:too_short",
        "{\"active\":null}        | active:invalid_type",
        "{\"active\":\"false\"}   | active:invalid_type",
        "{\"avatar_url\":\"\"}    | avatar_url:invalid_url",
        "{\"token\":\"x\"}        | token:not_allowed",
        "{\"channel_id\":\"x\"}   | channel_id:not_allowed",
        "{\"id\":1,\"name\":7}    | id:not_allowed,name:invalid_type"
      })
  void aWrongEditIs422AndChangesNothing(String body, String expected) {
    JsonNode webhook = server.createWebhook("CI");
    Answer answer = server.as("owner").patch(pathOf(webhook), body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly(expected.split(","));
    assertThat(server.as("owner").get(pathOf(webhook)).json().path("name").asText())
        .isEqualTo("CI");
  }

  @Test
  void aRotatedWebhookHasOneNewUrl() {
    JsonNode webhook = server.createWebhook("CI");
    JsonNode rotated = server.as("owner").post(pathOf(webhook) + "/rotate", "").json();

    assertThat(rotated.path("id")).isEqualTo(webhook.path("id"));
    assertThat(execute(webhook)).isEqualTo(404);
    assertThat(execute(rotated)).isEqualTo(200);
  }

  @Test
  void aChannelHoldsFiftyWebhooksAndThe51stIs409() {
    for (int i = 0; i < 50; i++) {
      server.createWebhook("webhook " + i);
    }
    Answer next = server.as("owner").post(server.channelPath() + "/webhooks", "{\"name\":\"x\"}");
    assertThat(next.status()).isEqualTo(409);
    assertThat(next.errorCode()).isEqualTo("conflict");
    JsonNode listed = server.as("owner").get(server.channelPath() + "/webhooks").json();
    assertThat(listed).hasSize(50);
    assertThat(listed.path(0).path("name").asText()).isEqualTo("webhook 0");
  }

  @Test
  void theAuditTellsWhoDidWhatTheNewestFirst() {
    JsonNode webhook = server.createWebhook("CI");
    TestClient admin = server.as("admin");
    admin.patch(pathOf(webhook), "{\"name\":\"Builds\"}");
    admin.patch(pathOf(webhook), "{\"active\":false}");
    admin.patch(pathOf(webhook), "{\"active\":true}");
    admin.post(pathOf(webhook) + "/rotate", "");
    admin.delete(pathOf(webhook));

    JsonNode audit = server.as("owner").get(server.channelPath() + "/webhooks/audit").json();
    assertThat(audit)
        .extracting(entry -> entry.path("action").asText())
        .containsExactly("deleted", "rotated", "switched_on", "switched_off", "edited", "created");
    assertThat(audit.path(0).path("user_id").asText())
        .isEqualTo(server.host.id("admin").toString());
    assertThat(audit.path(5).path("user_id").asText())
        .isEqualTo(server.host.id("owner").toString());
    assertThat(audit).allSatisfy(entry -> assertThat(entry.toString()).doesNotContain("token"));
  }

  @Test
  void usageIsCounted() {
    JsonNode webhook = server.createWebhook("CI");
    execute(webhook);
    execute(webhook);
    JsonNode used = server.as("owner").get(pathOf(webhook)).json();
    assertThat(used.path("messages_sent").asInt()).isEqualTo(2);
    assertThat(used.path("last_used_at").isNull()).isFalse();
  }

  private int execute(JsonNode webhook) {
    return server
        .anonymous()
        .post(ExecutionRoutes.PREFIX + webhook.path("token").asText(), "{\"content\":\"x\"}")
        .status();
  }

  private static String pathOf(JsonNode webhook) {
    return "/api/webhooks/" + webhook.path("id").asText();
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

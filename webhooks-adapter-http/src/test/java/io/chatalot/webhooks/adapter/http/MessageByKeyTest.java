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
import org.junit.jupiter.params.provider.ValueSource;

/** A build or an incident is one message that changes. */
class MessageByKeyTest {
  private TestServer server;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    path = ExecutionRoutes.PREFIX + server.createWebhook("CI").path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void theFirstCallSendsTheMessageAndTheOthersChangeIt() {
    Answer first = put("build-142", "{\"content\":\"running\",\"username\":\"Build\"}");
    Answer second = put("build-142", "{\"content\":\"*passed*\",\"username\":\"Other\"}");
    Answer third = put("build-142", "{\"content\":\"*passed*\"}");

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("content").asText()).isEqualTo("running");
    assertThat(first.json().path("edited_at").isNull()).isTrue();
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));
    assertThat(second.json().path("content_html").asText()).isEqualTo("<p><em>passed</em></p>\n");
    assertThat(second.json().path("username").asText()).isEqualTo("Build");
    assertThat(second.json().path("edited_at").isTextual()).isTrue();
    assertThat(third.status()).isEqualTo(200);
    assertThat(third.json()).isEqualTo(second.json());
    assertThat(messages()).containsExactly(second.json());
  }

  @Test
  void aDeletedMessageIsSentAnew() {
    Answer first = put("k", "{\"content\":\"one\"}");
    Answer deleted = server.anonymous().delete(path + "/messages/by-key/k");
    Answer again = server.anonymous().delete(path + "/messages/by-key/k");
    Answer second = put("k", "{\"content\":\"one\"}");

    assertThat(deleted.status()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.errorCode()).isEqualTo("not_found");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.json().path("id")).isNotEqualTo(first.json().path("id"));
    assertThat(messages()).containsExactly(second.json());
  }

  @Test
  void theMessageIsEditedAndDeletedByItsIdToo() {
    String id = put("k", "{\"content\":\"one\"}").json().path("id").asText();
    String byId = path + "/messages/" + id;

    assertThat(server.anonymous().patch(byId, "{\"content\":\"two\"}").status()).isEqualTo(200);
    assertThat(put("k", "{\"content\":\"one\"}").json().path("content").asText()).isEqualTo("one");
    assertThat(server.anonymous().delete(byId).status()).isEqualTo(204);
    assertThat(put("k", "{\"content\":\"one\"}").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "build%2F142      | BUILD%2f142",
        "a%20b            | a+b",
        "%22k%22          | k",
        "a%3Bb            | a%3B",
        "100%25           | 100",
        "what%3F          | what",
        "...              | ....",
        "a%2F..%2Fb       | b",
        "%2E%2E%2Fmessages | messages",
        "~!$&'()*,=:@     | ~"
      })
  void everyPrintableCharacterIsPartOfAKey(String key, String other) {
    assertThat(put(key, "{\"content\":\"one\"}").status()).isEqualTo(201);
    assertThat(put(other, "{\"content\":\"other\"}").status()).isEqualTo(201);
    assertThat(put(key, "{\"content\":\"two\"}").status()).isEqualTo(200);
    assertThat(messages())
        .extracting(each -> each.path("content").asText())
        .containsExactly("other", "two");
    assertThat(server.anonymous().delete(path + "/messages/by-key/" + key).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2e%2e", "%2E", "b%C3%BCro", "a%0Ab", "%C2%A7group:1"})
  void anotherKeyIs422WithAnyToken(String key) {
    for (String token : List.of(path, ExecutionRoutes.PREFIX + "x".repeat(64))) {
      String address = token + "/messages/by-key/" + key;
      for (Answer answer :
          List.of(
              server.anonymous().put(address, "{\"content\":\"x\"}"),
              server.anonymous().delete(address))) {
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.wrongFields()).containsExactly("key:invalid_value");
      }
    }
    assertThat(messages()).isEmpty();
  }

  @Test
  void aKeyHasAtMost255Characters() {
    assertThat(put("%20".repeat(255), "{\"content\":\"x\"}").status()).isEqualTo(201);
    Answer longer = put("k".repeat(256), "{\"content\":\"\"}");
    assertThat(longer.status()).isEqualTo(422);
    assertThat(longer.wrongFields()).containsExactly("content:too_short", "key:invalid_value");
    assertThat(longer.body()).contains("must be 1 to 255 printable ASCII characters");
  }

  @Test
  void anUnknownTokenIs404() {
    String unknown = ExecutionRoutes.PREFIX + "x".repeat(64) + "/messages/by-key/k";
    assertThat(server.anonymous().put(unknown, "{\"content\":\"x\"}").status()).isEqualTo(404);
    assertThat(server.anonymous().delete(unknown).status()).isEqualTo(404);
  }

  @Test
  void anotherMethodIs405() {
    Answer answer = server.anonymous().get(path + "/messages/by-key/k");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).isEqualTo("PUT, DELETE, OPTIONS");
  }

  private Answer put(String key, String body) {
    return server.anonymous().put(path + "/messages/by-key/" + key, body);
  }

  private List<JsonNode> messages() {
    var all = new ArrayList<JsonNode>();
    server.as("owner").get(server.channelPath() + "/messages").json().forEach(all::add);
    return all;
  }
}

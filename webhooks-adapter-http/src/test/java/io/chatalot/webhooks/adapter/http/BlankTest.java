package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every address refuses a message without visible text, in its platform's error format. */
class BlankTest {
  private static TestServer server;
  private static JsonNode webhook;

  @BeforeAll
  static void serve() {
    server = new TestServer();
    webhook = server.createWebhook("CI");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\\n\\t",
        "\\u200b",
        "\\u00ad",
        "\\ufe0f",
        "\\u202e",
        "\\u3164",
        "\\u2800",
        "\\u0001",
        "\\u2060 \\ufeff",
        "\\udb40\\udc41"
      })
  void contentOfWhichNothingCanBeSeenIsRefusedEverywhere(String blank) {
    String content = "{\"content\":\"" + blank + "\"}";
    String text = "{\"text\":\"" + blank + "\"}";

    isNative(post("/api/webhooks/execute/{token}", content));
    isSlack(post("/api/webhooks/execute/{token}/slack", text));
    isSlack(form("/api/webhooks/execute/{token}/slack", text));
    isSlack(post("/api/webhooks/{id}/{token}/slack", text));
    isSlack(attachments("/api/webhooks/execute/{token}/slack", blank));
    isMattermost(post("/hooks/{token}", text));
    isMattermost(form("/hooks/{token}", text));
    isDiscord(post("/api/webhooks/{id}/{token}", content));
    isDiscord(post("/api/v10/webhooks/{id}/{token}", content));
    isDiscord(
        post(
            "/api/v10/webhooks/{id}/{token}",
            "{\"embeds\":[{\"title\":\"" + blank + "\",\"description\":\"" + blank + "\"}]}"));
  }

  @Test
  void anEditIsRefusedToo() {
    Answer sent = post("/api/webhooks/execute/{token}?wait=true", "{\"content\":\"x\"}");
    String message = sent.json().path("id").asText();

    isNative(
        server
            .anonymous()
            .patch(
                path("/api/webhooks/execute/{token}/messages/" + message),
                "{\"content\":\"\\u200b\"}"));
    isDiscord(
        server
            .anonymous()
            .patch(
                path("/api/webhooks/{id}/{token}/messages/" + message),
                "{\"content\":\"\\u200b\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"&#8203;", "[]()", "[a]: b", "#", "\\u200b.", "\\u2764\\ufe0f"})
  void whatCanBeSeenOfItsSourceIsSentAndShown(String content) {
    Answer answer =
        post("/api/webhooks/execute/{token}?wait=true", "{\"content\":\"" + content + "\"}");

    assertThat(answer.status()).isEqualTo(200);
    String shown = answer.json().path("content_html").asText().replaceAll("<[^>]*>", "");
    assertThat(shown.replace("&amp;", "&").strip())
        .isEqualTo(answer.json().path("content").asText());
  }

  private static void isNative(Answer answer) {
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/error/details/0/field").asText()).isEqualTo("content");
    assertThat(answer.json().at("/error/details/0/code").asText()).isEqualTo("blank");
  }

  private static void isSlack(Answer answer) {
    assertThat(answer.status() + " " + answer.body()).isEqualTo("400 no_text");
  }

  private static void isMattermost(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("id").asText()).isEqualTo("web.incoming_webhook.text.app_error");
  }

  private static void isDiscord(Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asInt()).isEqualTo(50006);
  }

  private static Answer attachments(String path, String blank) {
    return post(
        path,
        "{\"attachments\":[{\"title\":\"X\",\"text\":\"X\",\"fields\":[{\"title\":\"X\",\"value\":\"X\"}]}]}"
            .replace("X", blank));
  }

  private static Answer post(String path, String json) {
    return server.anonymous().post(path(path), json);
  }

  private static Answer form(String path, String json) {
    return server
        .anonymous()
        .with("Content-Type", "application/x-www-form-urlencoded")
        .post(path(path), "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8));
  }

  private static String path(String pattern) {
    return pattern
        .replace("{token}", webhook.path("token").asText())
        .replace("{id}", webhook.path("id").asText());
  }
}

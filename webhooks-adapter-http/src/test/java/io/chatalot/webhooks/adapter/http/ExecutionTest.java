package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionTest {
  private static final String ROCKET = "\uD83D\uDE80";

  private TestServer server;
  private JsonNode webhook;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    webhook = server.createWebhook("CI");
    path = ExecutionRoutes.PREFIX + webhook.path("token").asText();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aSentMessageIsAnsweredWith200AndNothingElse() {
    Answer answer = execute("{\"content\":\"Hello from a webhook!\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(newest().path("content").asText()).isEqualTo("Hello from a webhook!");
    assertThat(newest().path("message_type").asText()).isEqualTo("webhook");
    assertThat(newest().path("username").asText()).isEqualTo("CI");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?wait=true", "?wait", "?wait=1", "?wait=True"})
  void withWaitTheAnswerIsTheMessage(String query) {
    Answer answer =
        server.anonymous().post(path + query, "{\"content\":\"*hi*\",\"username\":\"Bot\"}");

    assertThat(answer.status()).isEqualTo(200);
    JsonNode message = answer.json();
    assertThat(fieldNames(message))
        .containsExactly(
            "id",
            "channel_id",
            "message_type",
            "webhook_id",
            "username",
            "avatar_url",
            "content",
            "content_html",
            "created_at",
            "edited_at");
    assertThat(message.path("username").asText()).isEqualTo("Bot");
    assertThat(message.path("content_html").asText()).isEqualTo("<p><em>hi</em></p>\n");
    assertThat(message.path("avatar_url").isNull()).isTrue();
    assertThat(message.path("edited_at").isNull()).isTrue();
    assertThat(message).isEqualTo(newest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":\"x\",\"username\":\"\",\"avatar_url\":\"\"}",
        "{\"content\":\"x\",\"username\":null,\"avatar_url\":null}",
        "{\"content\":\"x\",\"username\":\"  \"}",
        "{\"content\":\"x\",\"embeds\":[{\"a\":1}],\"tts\":false}",
        " \n{\"content\":\"x\"}\n ",
        "\uFEFF{\"content\":\"x\"}"
      })
  void emptyOverridesMeanTheWebhooksOwnAndUnknownFieldsAreIgnored(String body) {
    assertThat(execute(body).status()).isEqualTo(200);
    assertThat(newest().path("username").asText()).isEqualTo("CI");
    assertThat(newest().path("avatar_url").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                       | content:required",
        "{\"content\":null}                       | content:required",
        "{\"content\":\"\"}                       | content:too_short",
        "{\"content\":\" \\n\\t\\u00a0 \"}        | content:blank",
        "{\"content\":7}                          | content:invalid_type",
        "{\"content\":[\"a\"]}                    | content:invalid_type",
        "{\"content\":\"a\\u0000b\"}              | content:invalid_character",
        "{\"content\":\"a\\ud83db\"}              | content:invalid_character",
        "{\"content\":\"x\",\"username\":7}       | username:invalid_type",
        "{\"content\":\"x\",\"username\":\"a\\nb\"} | username:invalid_character",
        "{\"content\":\"x\",\"username\":\"\\u200b\"} | username:invisible",
        "{\"content\":\"x\",\"avatar_url\":\"ftp://a/b\"} | avatar_url:invalid_url",
        "{\"content\":\"x\",\"avatar_url\":\"https://u:p@a/b\"} | avatar_url:invalid_url",
        "{\"content\":\"x\",\"avatar_url\":true}  | avatar_url:invalid_type",
        "[]                                       | body:invalid_type",
        "\"content\"                              | body:invalid_type",
        "null                                     | body:invalid_type",
        "{\"content\":\"x\"                       | body:malformed_json",
        "{\"content\":\"x\"} {}                   | body:malformed_json",
        "{\"content\":\"x\",\"content\":\"y\"}    | body:malformed_json",
        "{'content':'x'}                          | body:malformed_json",
        "not json                                 | body:malformed_json"
      })
  void aWrongPayloadIs422AndNamesTheField(String body, String expected) {
    for (String token : List.of(path, ExecutionRoutes.PREFIX + "unknown")) {
      Answer answer = server.anonymous().post(token, body);

      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.errorCode()).isEqualTo("validation_error");
      assertThat(answer.wrongFields()).containsExactly(expected);
    }
    assertThat(messages()).isEmpty();
  }

  @Test
  void allWrongFieldsAreNamedAtOnce() {
    Answer answer =
        server
            .anonymous()
            .with("Idempotency-Key", "\"open")
            .post(
                path + "?wait=maybe",
                "{\"content\":\"\",\"avatar_url\":\"nowhere\",\"username\":\""
                    + "x".repeat(65)
                    + "\"}");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields())
        .containsExactly(
            "content:too_short",
            "username:too_long",
            "avatar_url:invalid_url",
            "Idempotency-Key:invalid_value",
            "wait:invalid_value");
  }

  @Test
  void charactersAreCountedAsCodePoints() {
    assertThat(execute(content(ROCKET.repeat(4000))).status()).isEqualTo(200);
    assertThat(execute(content(ROCKET.repeat(4001))).wrongFields())
        .containsExactly("content:too_long");
    assertThat(execute(username(ROCKET.repeat(64))).status()).isEqualTo(200);
    assertThat(execute(username(ROCKET.repeat(65))).wrongFields())
        .containsExactly("username:too_long");
  }

  @Test
  void contentIsStoredAsItWasSent() {
    String content = "\n  edges \t and\r\nbreaks\u2028 stay ";
    execute(content(content));
    assertThat(newest().path("content").asText()).isEqualTo(content);
  }

  @Test
  void unknownMalformedDisabledAndDeletedTokensAndArchivedChannelsLookAlike() {
    String body = "{\"content\":\"x\"}";
    String webhookPath = "/api/webhooks/" + webhook.path("id").asText();
    var answers = new java.util.ArrayList<Answer>();
    answers.add(server.anonymous().post(ExecutionRoutes.PREFIX + "a".repeat(64), body));
    answers.add(server.anonymous().post(ExecutionRoutes.PREFIX + "short", body));
    answers.add(server.anonymous().post(ExecutionRoutes.PREFIX + "%F0%9F%9A%80%2F..%3B", body));
    server.as("owner").patch(webhookPath, "{\"active\":false}");
    answers.add(execute(body));
    server.as("owner").patch(webhookPath, "{\"active\":true}");
    server.host.directory.setArchived(server.host.channel, true);
    answers.add(execute(body));
    server.host.directory.setArchived(server.host.channel, false);
    assertThat(execute(body).status()).isEqualTo(200);
    server.as("owner").delete(webhookPath);
    answers.add(execute(body));

    assertThat(answers).extracting(Answer::status).containsOnly(404);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.get(0).body());
    assertThat(answers.get(0).errorCode()).isEqualTo("not_found");
    assertThat(messages()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,200",
    "application/json; charset=utf-8,200",
    "APPLICATION/JSON; charset=\"UTF-8\",200",
    "application/vnd.tool+json,200",
    "text/plain,200",
    "text/plain;charset=UTF-8,200",
    "TEXT/PLAIN; charset=utf8; x=y,200",
    "text/plain; charset=iso-8859-1,415",
    "text/html,415",
    "text/plainer,415",
    "application/octet-stream,415",
    "application/x-www-form-urlencoded,415",
    "application/json; charset=iso-8859-1,415",
    "multipart/form-data; boundary=x,415"
  })
  void onlyJsonAndPlainTextAreTaken(String type, int status) {
    TestClient client = server.anonymous().with("Content-Type", type);
    assertThat(client.post(path, "{\"content\":\"x\"}").status()).isEqualTo(status);
    assertThat(client.patch(path + "/messages/1", "{\"content\":\"x\"}").status())
        .isEqualTo(status == 200 ? 404 : status);
  }

  @Test
  void plainTextIsReadAsStrictlyAsJson() {
    TestClient client = server.anonymous().with("Content-Type", "text/plain;charset=UTF-8");
    for (String body : List.of("hi", "content=hi", "{\"content\":\"a\nb\"}")) {
      assertThat(client.post(path, body).wrongFields()).containsExactly("body:malformed_json");
    }
  }

  @Test
  void aMissingContentTypeIsTakenAsJson() throws Exception {
    var raw = RawHttp.send(server.port(), "POST", path, "", "{\"content\":\"x\"}");
    assertThat(raw).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void aBodyOfOver64KibIs413() {
    String padding = " ".repeat(64 * 1024 - "{\"content\":\"x\"}".length());
    assertThat(execute("{\"content\":\"x\"}" + padding).status()).isEqualTo(200);

    Answer over = execute("{\"content\":\"x\"} " + padding);
    assertThat(over.status()).isEqualTo(413);
    assertThat(over.errorCode()).isEqualTo("payload_too_large");
  }

  @Test
  void anUnknownFieldWithAnyValueIsIgnored() {
    String deep = "[".repeat(400) + "]".repeat(400);
    String odd = "{\"content\":\"x\",\"deep\":" + deep + ",\"number\":" + "9".repeat(900);
    assertThat(execute(odd + ",\"" + "k".repeat(50_000) + "\":1}").status()).isEqualTo(200);
    assertThat(execute("{\"content\":\"x\",\"n\":" + "9".repeat(1_001) + "}").body())
        .contains("digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "deflate"})
  void anEncodedBodyIs415(String encoding) {
    TestClient client = server.anonymous().with("Content-Encoding", encoding);
    assertThat(client.post(path, "{\"content\":\"x\"}").status()).isEqualTo(415);
  }

  @Test
  void aMalformedChunkIs400() throws Exception {
    String answer =
        RawHttp.send(
            server.port(),
            "POST "
                + path
                + " HTTP/1.1\r\n"
                + "Host: x\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + "zz\r\n"
                + "{}\r\n"
                + "0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("bad_request");
  }

  @Test
  void stalledBodiesDoNotHoldUpOtherCalls() throws Exception {
    var stalled = new java.util.ArrayList<java.net.Socket>();
    try {
      for (int i = 0; i < 500; i++) {
        var socket = new java.net.Socket("127.0.0.1", server.port());
        stalled.add(socket);
        socket
            .getOutputStream()
            .write(
                ("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{")
                    .getBytes(StandardCharsets.UTF_8));
      }
      String answer = RawHttp.send(server.port(), "POST", path, "", "{\"content\":\"x\"}");
      assertThat(answer).startsWith("HTTP/1.1 200 ");
    } finally {
      for (var socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void aBodyThatIsNotUtf8Is422() {
    byte[] latin1 = "{\"content\":\"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(server.anonymous().send("POST", path, latin1).wrongFields())
        .containsExactly("body:malformed_json");
  }

  @Test
  void aRepeatedKeySendsOneMessageAndGetsTheFirstAnswer() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "build-142");
    Answer first = keyed.post(path + "?wait=true", "{\"content\":\"once\"}");
    Answer again =
        server
            .anonymous()
            .with("Idempotency-Key", "\"build-142\"")
            .post(path + "?wait=true", "{ \"content\" : \"once\" }");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(1);

    Answer other = keyed.post(path, "{\"content\":\"another\"}");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.wrongFields()).containsExactly("Idempotency-Key:reused");
  }

  @Test
  void aSentMessageIsEditedAndDeletedByItsWebhookAlone() {
    String id =
        server.anonymous().post(path + "?wait=true", content("old")).json().path("id").asText();
    String other = ExecutionRoutes.PREFIX + server.createWebhook("Other").path("token").asText();

    assertThat(server.anonymous().patch(other + "/messages/" + id, content("stolen")).status())
        .isEqualTo(404);
    assertThat(server.anonymous().delete(other + "/messages/" + id).status()).isEqualTo(404);
    assertThat(server.anonymous().patch(path + "/messages/nonsense", content("x")).status())
        .isEqualTo(404);
    assertThat(server.anonymous().patch(path + "/messages/" + id, content("")).wrongFields())
        .containsExactly("content:too_short");

    Answer edited = server.anonymous().patch(path + "/messages/" + id, content("new"));
    assertThat(edited.status()).isEqualTo(200);
    assertThat(edited.json().path("content").asText()).isEqualTo("new");
    assertThat(edited.json().path("edited_at").isNull()).isFalse();
    assertThat(newest()).isEqualTo(edited.json());

    assertThat(server.anonymous().delete(path + "/messages/" + id).status()).isEqualTo(204);
    assertThat(server.anonymous().delete(path + "/messages/" + id).status()).isEqualTo(404);
    assertThat(messages()).isEmpty();
  }

  private Answer execute(String body) {
    return server.anonymous().post(path, body);
  }

  private static String content(String text) {
    return Json.object().put("content", text).toString();
  }

  private static String username(String text) {
    return Json.object().put("content", "x").put("username", text).toString();
  }

  private JsonNode messages() {
    return server.as("member").get(server.channelPath() + "/messages").json();
  }

  private JsonNode newest() {
    return messages().path(0);
  }

  private static List<String> fieldNames(JsonNode node) {
    var names = new java.util.ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

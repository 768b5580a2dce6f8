package io.chatalot.webhooks.adapter.http.tool.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Any JSON becomes a message by the webhook's template. */
class TemplateRoutesTest {
  private static final String BUILD =
      "{\"build\":{\"number\":142,\"state\":\"passed\",\"by\":\"*a_b*\"}}";

  private TestServer server;
  private String id;
  private String path;

  @BeforeEach
  void serve() {
    server = new TestServer();
    JsonNode webhook = server.createWebhook("CI");
    id = webhook.path("id").asText();
    path = ExecutionRoutes.PREFIX + webhook.path("token").asText() + "/json";
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutATemplateTheJsonIsShownInAFence() {
    Answer answer = post("{\"b\":[1,2.50,null],\"a\":{\"x\":\"```\"}}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(contents())
        .containsExactly(
            """
            ````json
            {
              "b": [
                1,
                2.50,
                null
              ],
              "a": {
                "x": "```"
              }
            }
            ````\
            """);
  }

  @Test
  void aLongJsonIsCutAndItsFenceIsClosed() {
    post("{\"text\":[" + "\"line of text\",".repeat(2_000) + "1]}");

    String content = contents().get(0);
    assertThat(content.codePointCount(0, content.length())).isLessThanOrEqualTo(4000);
    assertThat(content).startsWith("```json\n{").endsWith("\n```\n\n…");
  }

  @Test
  void aTemplateMakesTheMessageAndEscapesItsValues() {
    template("Build **#{{ build.number }}** {{ build.state }} by {{ build.by }}");

    Answer answer = server.anonymous().post(path + "?wait=true", BUILD);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("content_html").asText())
        .isEqualTo("<p>Build <strong>#142</strong> passed by *a_b*</p>\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json                  | {\"a\":\"x y\"}",
        "text/plain; charset=UTF-8         | {\"a\":\"x y\"}",
        "application/vnd.tool.v2+json      | {\"a\":\"x y\"}",
        "image/png                         | {\"a\":\"x y\"}",
        "application/x-www-form-urlencoded | {\"a\":\"x y\"}",
        "application/x-www-form-urlencoded | payload=%7B%22a%22%3A%22x+y%22%7D",
        "application/x-www-form-urlencoded | b=1&a=x+y&c",
        "multipart/form-data; boundary=B   | --B/Content-Disposition: form-data;"
            + " name=\"payload\"//{\"a\":\"x y\"}/--B--",
        "multipart/form-data; boundary=B   | --B/Content-Disposition: form-data; name=\"a\"//x"
            + " y/--B--"
      })
  void jsonIsTakenAsItsSendersSendIt(String type, String body) {
    template("= {{ a }}");

    Answer answer =
        server
            .anonymous()
            .with("Content-Type", type)
            .post(path, type.startsWith("multipart") ? body.replace("/", "\r\n") : body);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(contents()).containsExactly("= x y");
  }

  @Test
  void aTextIsAPayloadToo() {
    assertThat(text("disk full\n").status()).isEqualTo(200);
    template("Says: {{ payload }}");
    assertThat(text("disk *full*").status()).isEqualTo(200);

    assertThat(contents()).containsExactly("Says: disk \\*full\\*", "```\ndisk full\n```");
  }

  private Answer text(String body) {
    return server.anonymous().with("Content-Type", "text/plain").post(path, body);
  }

  @Test
  void aTemplateThatRendersNothingIgnoresTheEvent() {
    template("{% if build.state != \"passed\" %}{{ build.state }}{% endif %}");

    Answer muted = post(BUILD);
    assertThat(muted.status()).isEqualTo(204);
    assertThat(muted.header("X-Webhook-Ignored")).isEqualTo("the template renders nothing");
    assertThat(post(BUILD.replace("passed", "failed")).status()).isEqualTo(200);
    assertThat(contents()).containsExactly("failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "{\"a\":1} x", "{\"a\":NaN}"})
  void malformedJsonIs422(String body) {
    Answer answer = post(body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("body:malformed_json");
  }

  @Test
  void ofMembersWithOneNameTheLastCounts() {
    template("{{ a }}");
    assertThat(post("{\"a\":1,\"a\":2}").status()).isEqualTo(200);
    assertThat(contents()).containsExactly("2");
  }

  @Test
  void anEmptyBodyIsIgnored() {
    assertThat(server.anonymous().send("POST", path, "").status()).isEqualTo(204);
    assertThat(contents()).isEmpty();
  }

  @Test
  void aTemplateThatFailsIs422AndNothingIsSent() {
    template("{{ build.number / 0 }}");

    Answer answer = post(BUILD);

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.wrongFields()).containsExactly("template:invalid_value");
    assertThat(answer.body()).contains("line 1");
    assertThat(contents()).isEmpty();
    assertThat(server.refusals.await(1, 0).get(0).refusal().message()).isNotBlank();
  }

  @Test
  void aTemplateSetsNameAvatarAndKey() {
    template(
        """
        {% set username = "Bot of " ~ build.number %}
        {% set avatar_url = "https://a.example/x.png" %}
        {% set key = "build-" ~ build.number %}
        {{ build.state }}\
        """);

    post(BUILD.replace("passed", "running"));
    post(BUILD);
    post(BUILD.replace("142", "143"));

    assertThat(contents()).containsExactly("passed", "passed");
    JsonNode first = messages().path(1);
    assertThat(first.path("username").asText()).isEqualTo("Bot of 142");
    assertThat(first.path("avatar_url").asText()).isEqualTo("https://a.example/x.png");
    assertThat(first.path("edited_at").isTextual()).isTrue();
  }

  @Test
  void wrongNameAvatarAndKeyFallBack() {
    template(
        """
        {% set username = "x\ny" %}{% set avatar_url = "nowhere" %}{% set key = ".." %}hi\
        """);

    assertThat(post(BUILD).status()).isEqualTo(200);
    assertThat(post(BUILD).status()).isEqualTo(200);
    assertThat(messages()).hasSize(2);
    assertThat(messages().path(0).path("username").asText()).isEqualTo("CI");
    assertThat(messages().path(0).path("avatar_url").isNull()).isTrue();
  }

  @Test
  void membersOfThePayloadAreNoAssignments() {
    template("{{ username }}");

    post("{\"username\":\"Mallory\",\"key\":\"k\",\"avatar_url\":\"https://a.example/x.png\"}");

    assertThat(contents()).containsExactly("Mallory");
    assertThat(messages().path(0).path("username").asText()).isEqualTo("CI");
  }

  @Test
  void headersAreVariablesButSecretsAreNot() {
    template(
        "{{ headers[\"x-gitlab-event\"] }}/{{ headers[\"x-gitlab-token\"] }}/{{ headers.cookie }}");

    server
        .anonymous()
        .with("X-Gitlab-Event", "Push Hook")
        .with("X-Gitlab-Token", "secret")
        .with("Cookie", "a=b")
        .post(path, BUILD);

    assertThat(contents()).containsExactly("Push Hook//");
  }

  @Test
  void aRepeatGetsTheFirstAnswerThoughTheTemplateWasEdited() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "d1");
    template("one");
    assertThat(keyed.post(path, BUILD).status()).isEqualTo(200);
    for (String template : List.of("two", "{# nothing #}", "{{ 1 / 0 }}")) {
      template(template);
      Answer repeat = keyed.post(path, BUILD);
      assertThat(repeat.status()).isEqualTo(200);
      assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    }
    assertThat(keyed.post(path, "{}").wrongFields()).containsExactly("Idempotency-Key:reused");
    assertThat(contents()).containsExactly("one");
  }

  @Test
  void anIgnoredCallIsReplayedToo() {
    TestClient keyed = server.anonymous().with("Idempotency-Key", "d1");
    template("{# nothing #}");
    Answer first = keyed.post(path, BUILD);
    template("loud");
    Answer repeat = keyed.post(path, BUILD);

    assertThat(first.status()).isEqualTo(204);
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(repeat.status()).isEqualTo(204);
    assertThat(repeat.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(repeat.header("X-Webhook-Ignored")).isNotBlank();
    assertThat(contents()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-GitHub-Delivery", "X-Gitea-Delivery", "X-Forgejo-Delivery"})
  void aDeliverysIdIsItsKey(String header) {
    TestClient delivery = server.anonymous().with(header, "72d3162e");
    assertThat(delivery.post(path, BUILD).status()).isEqualTo(200);
    assertThat(delivery.post(path, BUILD).header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(messages()).hasSize(1);
  }

  @Test
  void aFieldPayloadThatIsNoJsonIsAFieldLikeTheOthers() {
    template("{{ payload.payload }} {{ b }}");
    String parts =
        "--B/Content-Disposition: form-data; name=\"payload\"//hello/"
            + "--B/Content-Disposition: form-data; name=\"b\"//2/--B--";
    server
        .anonymous()
        .with("Content-Type", "multipart/form-data; boundary=B")
        .post(path, parts.replace("/", "\r\n"));
    assertThat(contents()).containsExactly("hello 2");
  }

  @Test
  void anIdOfADeliveryThatIsNoKeyCountsAsNone() {
    assertThat(
            server
                .anonymous()
                .with("X-GitHub-Delivery", "d".repeat(300))
                .post(path, BUILD)
                .status())
        .isEqualTo(200);
  }

  @Test
  void theTokenComesFirst() {
    String unknown = ExecutionRoutes.PREFIX + "x".repeat(64) + "/json";
    assertThat(server.anonymous().post(unknown, BUILD).status()).isEqualTo(404);
    assertThat(server.anonymous().get(unknown + "?challenge=a").status()).isEqualTo(404);
    assertThat(
            server.anonymous().with("Idempotency-Key", "k".repeat(256)).post(unknown, "{").status())
        .isEqualTo(404);
    Answer wrong =
        server.anonymous().with("Idempotency-Key", "k".repeat(256)).post(path + "?wait=x", BUILD);
    assertThat(wrong.wrongFields())
        .containsExactly("Idempotency-Key:invalid_value", "wait:invalid_value");
  }

  @Test
  void aBodyHasAtMost256Kibibytes() {
    String body = "{\"a\":\"" + "x".repeat(256 * 1024 - 8) + "\"}";
    assertThat(post(body).status()).isEqualTo(200);
    assertThat(post(body + " ").status()).isEqualTo(413);
  }

  @Test
  void platformsThatTestTheUrlGetTheirAnswerAndSendNothing() {
    assertThat(server.anonymous().get(path).status()).isEqualTo(200);
    assertThat(server.anonymous().send("HEAD", path, "").status()).isEqualTo(200);
    Answer challenge = server.anonymous().get(path + "?hub.mode=subscribe&hub.challenge=a%3Cb");
    assertThat(challenge.body()).isEqualTo("a<b");
    assertThat(challenge.header("Content-Type")).startsWith("text/plain");
    assertThat(challenge.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(post("{\"challenge\":\"c1\"}").body()).isEqualTo("{\"challenge\":\"c1\"}");
    assertThat(post("{\"type\":\"url_verification\",\"token\":\"t\",\"challenge\":\"c2\"}").body())
        .isEqualTo("{\"challenge\":\"c2\"}");
    Answer secret = server.anonymous().with("X-Hook-Secret", "s1").post(path, "{}");
    assertThat(secret.header("X-Hook-Secret")).isEqualTo("s1");
    Answer events =
        server
            .anonymous()
            .with("WebHook-Request-Origin", "eventemitter.example.com")
            .send("OPTIONS", path, "");
    assertThat(events.status()).isEqualTo(200);
    assertThat(events.header("WebHook-Allowed-Origin")).isEqualTo("eventemitter.example.com");
    assertThat(contents()).isEmpty();

    assertThat(
            server
                .anonymous()
                .with("X-Hook-Secret", "s1")
                .post(path, BUILD)
                .header("X-Hook-Secret"))
        .isEqualTo("s1");
    assertThat(contents()).hasSize(1);
    Answer options = server.anonymous().send("OPTIONS", path, "");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
  }

  @Test
  void aSubscriptionOfSnsShowsItsAddressThoughThereIsATemplate() {
    template("never");
    post(
        "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"arn:aws:sns:eu-west-1:1:alarms\","
            + "\"SubscribeURL\":\"https://sns.example/confirm?a=1\"}");

    assertThat(contents().get(0)).contains("<https://sns.example/confirm?a=1>");
  }

  @Test
  void aTemplateIsManagedWithItsWebhook() {
    JsonNode made =
        server
            .as("owner")
            .post(server.channelPath() + "/webhooks", "{\"name\":\"A\",\"template\":\"{{ a }}\"}")
            .json();
    assertThat(made.path("template").asText()).isEqualTo("{{ a }}");
    assertThat(shown().path("template").isNull()).isTrue();

    template("{{ b }}");
    assertThat(shown().path("template").asText()).isEqualTo("{{ b }}");
    assertThat(edit("{\"name\":\"B\"}").json().path("template").asText()).isEqualTo("{{ b }}");
    assertThat(edit("{\"template\":null}").json().path("template").isNull()).isTrue();
    JsonNode audit = server.as("owner").get(server.channelPath() + "/webhooks/audit").json();
    assertThat(audit.path(0).path("action").asText()).isEqualTo("edited");
  }

  @Test
  void aWrongTemplateIs422WithLineAndColumn() {
    Answer wrong = edit("{\"template\":\"one\\n{{ two \"}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.wrongFields()).containsExactly("template:invalid_value");
    assertThat(wrong.body()).contains("line 2, column ");
    assertThat(edit("{\"template\":\"" + "x".repeat(8_001) + "\"}").wrongFields())
        .containsExactly("template:too_long");
    assertThat(edit("{\"template\":\"\"}").wrongFields()).containsExactly("template:blank");
    assertThat(edit("{\"template\":7}").wrongFields()).containsExactly("template:invalid_type");
    assertThat(shown().path("template").isNull()).isTrue();
  }

  private Answer post(String body) {
    return server.anonymous().post(path, body);
  }

  private void template(String text) {
    Answer edited = edit(Json.text(Json.object().put("template", text)));
    assertThat(edited.status()).as(edited.body()).isEqualTo(200);
  }

  private Answer edit(String body) {
    return server.as("owner").patch("/api/webhooks/" + id, body);
  }

  private JsonNode shown() {
    return server.as("owner").get("/api/webhooks/" + id).json();
  }

  private JsonNode messages() {
    return server.as("owner").get(server.channelPath() + "/messages").json();
  }

  private List<String> contents() {
    return messages().findValuesAsText("content");
  }
}

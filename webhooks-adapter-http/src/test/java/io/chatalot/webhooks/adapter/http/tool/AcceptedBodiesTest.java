package io.chatalot.webhooks.adapter.http.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.TestClient;
import io.chatalot.webhooks.adapter.http.TestClient.Answer;
import io.chatalot.webhooks.adapter.http.TestServer;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Other tools' addresses take the bodies that their platforms take, declared as anything. */
class AcceptedBodiesTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PADDING = " ".repeat(100_000);

  /** An address, with a payload that has the text {@code T}. */
  enum Address {
    SLACK("/api/webhooks/execute/{token}/slack", "{\"text\":\"T\"}", "payload"),
    SLACK_AT_DISCORD("/api/webhooks/{id}/{token}/slack", "{\"text\":\"T\"}", "payload"),
    MATTERMOST("/hooks/{token}", "{\"text\":\"T\"}", "payload"),
    ROCKET_CHAT("/hooks/{id}/{token}", "{\"text\":\"T\"}", "payload"),
    DISCORD("/api/webhooks/{id}/{token}", "{\"content\":\"T\"}", "payload_json"),
    DISCORD_V10(
        "/api/v10/webhooks/{id}/{token}",
        "{\"embeds\":[{\"fields\":[{\"name\":\"n\",\"value\":\"T\"}]}]}",
        "payload_json"),
    GITHUB(
        "/api/webhooks/execute/{token}/github",
        "{\"action\":\"created\",\"issue\":{\"number\":1,\"title\":\"x\"},\"comment\":{\"body\":\"T\"}}",
        "payload"),
    GITHUB_AT_DISCORD("/api/v9/webhooks/{id}/{token}/github", GITHUB.payload, "payload"),
    ALERTMANAGER(
        "/api/webhooks/execute/{token}/alertmanager",
        "{\"alerts\":[{\"labels\":{\"alertname\":\"A\"},\"annotations\":{\"summary\":\"T\"}}]}",
        "payload");

    final String path;
    final String payload;
    final String field;

    Address(String path, String payload, String field) {
      this.path = path;
      this.payload = payload;
      this.field = field;
    }

    String saying(String text) {
      return payload.replace("T", text);
    }
  }

  static final List<String> TYPES =
      List.of(
          "application/json",
          "application/json; charset=iso-8859-1",
          "text/plain",
          "text/plain;charset=UTF-8",
          "text/html",
          "application/octet-stream",
          "application/xml",
          "image/png",
          "*/*",
          "json",
          "nonsense; =",
          FORM,
          FORM + "; charset=utf-8",
          "multipart/form-data",
          "multipart/form-data; boundary=x");

  /** What may stand before JSON, in a form too. */
  private static final List<String> BEFORE =
      List.of("", "\n", "\r\n  ", " \t", "\uFEFF", "\uFEFF\n ", "\n\uFEFF");

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

  /** OpenZFS's notifier writes a line break into its JSON. */
  @Test
  void aNotifiersRawLineBreakIsALineBreak() {
    String body = "{\"text\": \"*Pool fault on nas-1*\npool: tank\\nstate: DEGRADED\\n\"}";
    isOk(post(Address.SLACK, "application/json", body));
    isNewest("**Pool fault on nas-1**\npool: tank\nstate: DEGRADED", "CI");
  }

  @Test
  void aBrowsersFetchWithoutATypeIsRead() {
    String body = "{\n \"text\": \"Deployed 1.2\"\n}\n";
    isOk(post(Address.SLACK, "text/plain;charset=UTF-8", body));
    isNewest("Deployed 1.2", "CI");
  }

  @Test
  void aFormOfPartsIsAPayload() {
    String body =
        "--B\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nDeployed 1.3\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nci\r\n--B--\r\n";
    isOk(post(Address.MATTERMOST, "multipart/form-data; boundary=B", body));
    isNewest("Deployed 1.3", "ci");
  }

  /** A script that counts UTF-16 units cuts an emoji in two. */
  @Test
  void halfAnEmojiIsAReplacement() {
    String body = "{\"text\":\"Deploy done \\ud83d\\u2026\"}";
    isOk(post(Address.MATTERMOST, "application/json", body));
    isNewest("Deploy done \uFFFD\u2026", "CI");
  }

  @Test
  void aQuotedBlockOfCurlIsJson() {
    isOk(post(Address.SLACK, FORM, "\n  {\"text\":\"Deployed 1.4\"}\n"));
    isNewest("Deployed 1.4", "CI");
  }

  @ParameterizedTest
  @FieldSource("TYPES")
  void jsonIsReadUnderAnyTypeWithWhiteSpaceOrAMarkBeforeIt(String type) {
    for (Address address : Address.values()) {
      for (String before : BEFORE) {
        String body = before + address.saying("Deployed 1.2") + "\n";
        isSent(post(address, type, body), address, "Deployed 1.2");
      }
      isSent(
          post(address, type, "\n " + address.saying("Deployed 1.3") + PADDING),
          address,
          "Deployed 1.3");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFormHoldsJsonWithWhiteSpaceOrAMarkBeforeIt(Address address) {
    for (String before : BEFORE) {
      String json = before + address.saying("Deployed & done") + "\n";
      String encoded = address.field + "=" + URLEncoder.encode(json, StandardCharsets.UTF_8);
      isSent(post(address, FORM, encoded), address, "Deployed & done");
      isSent(post(address, FORM, before + encoded), address, "Deployed & done");
      String part =
          "--x\r\nContent-Disposition: form-data; name=" + address.field + "\r\n\r\n" + json;
      isSent(
          post(address, "multipart/form-data; boundary=x", part + "\r\n--x--\r\n"),
          address,
          "Deployed & done");
    }
  }

  @ParameterizedTest
  @EnumSource
  void lineBreaksAndTabsMayStandInStringsAsTheyAre(Address address) {
    for (String padding : List.of("", PADDING)) {
      String raw = address.saying("*Pool fault on nas-1*\nstate:\tDEGRADED\\n");
      isSent(post(address, "application/json", raw + padding), address, "DEGRADED");
      String content = newest().path("content").asText();
      if (address != Address.ALERTMANAGER) {
        assertThat(content.lines()).hasSizeGreaterThanOrEqualTo(2);
      }
      isSent(
          post(address, FORM, address.field + "=" + raw.replace("*", "") + padding),
          address,
          "DEGRADED");
    }
    String others = address.saying("x\u0001\u001b[0m\u007f\r\ny");
    assertThat(post(address, "application/json", others).status()).isBetween(200, 204);
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeStoredBecomesAReplacement(Address address) {
    Map<String, String> texts =
        Map.of(
            "done \\ud83d\\u2026", "done \uFFFD\u2026",
            "nul\\u0000l", "nul\uFFFDl",
            "nul\u0000l", "nul\uFFFDl",
            "\\ude80\\ud83dz", "\uFFFD\uFFFDz",
            "ok \\ud83d\\ude80", "ok \uD83D\uDE80");
    texts.forEach(
        (sent, stored) -> {
          for (String padding : List.of("", PADDING)) {
            String json = address.saying(sent);
            isSent(post(address, "application/json", json + padding), address, stored);
            isSent(
                post(
                    address,
                    FORM,
                    address.field
                        + "="
                        + URLEncoder.encode(json, StandardCharsets.UTF_8)
                        + padding),
                address,
                stored);
          }
        });
    for (String padding : List.of("", PADDING)) {
      isSent(
          send(address, "application/json", bytes(address, "ED A0 BD", padding)),
          address,
          "a\uFFFDb");
      isSent(send(address, "text/plain", bytes(address, "E9", padding)), address, "a\uFFFDb");
      isSent(
          post(
              address,
              FORM,
              address.field
                  + "="
                  + URLEncoder.encode(address.saying("a@b"), StandardCharsets.UTF_8)
                      .replace("%40", "%ED%A0%BD")
                  + padding),
          address,
          "a\uFFFDb");
      isSent(
          post(address, FORM, address.field + "=" + address.saying("a%00b") + padding),
          address,
          "a\uFFFDb");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SLACK", "MATTERMOST", "ROCKET_CHAT", "DISCORD"})
  void aNameOfTheSenderMayHaveAReplacement(Address address) {
    String named = address.saying("hi").replace("}", ",\"username\":\"Bot \\ud83d\\u0000\"}");
    isSent(post(address, "application/json", named), address, "hi");
    assertThat(newest().path("username").asText()).isEqualTo("Bot \uFFFD\uFFFD");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyThatIsNoPayloadIsMalformedInThePlatformsWords(Address address) {
    Answer malformed = post(address, "application/json", "hi");
    assertThat(malformed.status()).isIn(400, 422);
    var others = new ArrayList<Answer>();
    for (String type : TYPES) {
      others.add(post(address, type, "hi"));
      others.add(post(address, type, "<xml/>"));
      others.add(post(address, type, "{\"text\""));
      others.add(post(address, type, ""));
    }
    assertThat(others).extracting(Answer::status).containsOnly(malformed.status());
    assertThat(others)
        .extracting(answer -> kind(answer.body()))
        .containsOnly(kind(malformed.body()));
  }

  @ParameterizedTest
  @EnumSource
  void anEncodedBodyIs415(Address address) {
    Answer answer = at(address).with("Content-Encoding", "gzip").post(path(address), "{}");
    assertThat(answer.status()).isEqualTo(415);
  }

  /** The error without its detail of the body. */
  private static String kind(String body) {
    return body.replaceAll("\"(message|error|detailed_error)\":\"[^\"]*\"", "");
  }

  private static byte[] bytes(Address address, String wrong, String padding) {
    String[] parts = address.saying("a@b").split("@");
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(parts[0].getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(HexFormat.ofDelimiter(" ").parseHex(wrong));
    bytes.writeBytes((parts[1] + padding).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private static void isOk(Answer answer) {
    assertThat(answer.status() + " " + answer.body()).isEqualTo("200 ok");
  }

  private static void isNewest(String content, String username) {
    assertThat(newest().path("content").asText()).isEqualTo(content);
    assertThat(newest().path("username").asText()).isEqualTo(username);
  }

  private static void isSent(Answer answer, Address address, String text) {
    assertThat(answer.status()).as(address + " " + answer.body()).isBetween(200, 204);
    assertThat(newest().path("content").asText()).as(address.name()).contains(text);
  }

  private static Answer post(Address address, String type, String body) {
    return send(address, type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Answer send(Address address, String type, byte[] body) {
    return at(address).with("Content-Type", type).send("POST", path(address), body);
  }

  private static TestClient at(Address address) {
    return server.anonymous().with("X-GitHub-Event", "issue_comment");
  }

  private static String path(Address address) {
    return address
        .path
        .replace("{token}", webhook.path("token").asText())
        .replace("{id}", webhook.path("id").asText());
  }

  private static JsonNode newest() {
    return server.as("member").get(server.channelPath() + "/messages?limit=1").json().path(0);
  }
}

package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * A log-in as the owner, and a call of each dialect, with letters whose case, digits and dates that
 * some locales write in another way.
 */
final class EachDialect {
  private static final String JSON = "application/json";

  /** Of the messages, the newest first. */
  private static final List<String> CONTENTS =
      List.of(
          "🔥 **I** is firing\nI\n`severity=CRITICAL`\nsince 2026-01-01 00:00 UTC",
          "**[a/I](https://a.b/)**: [I](https://a.b) opened issue [#1234567 I](https://a.b/)",
          "INFO 1234567",
          "INFO\n\n**TITLE**\n\n2026-01-01 00:00 UTC",
          "INFO [I](https://a.b)\n\n2023-11-14 22:13 UTC",
          "INFO",
          "INFO\n\n**I**",
          "I [I](https://a.b) 2023-11-14 22:13 UTC\n\n🔴 **T**\n\n- **a**: 1234.5",
          "INFO İıIi 1234567");

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String address;
  private String session = "";

  /**
   * @param address of a server on which nothing was sent
   */
  EachDialect(String address) {
    this.address = address;
  }

  /** Calls them all, and looks at what comes of it. */
  void areAsEverywhere(String password) throws Exception {
    logIn(password);
    String community = get("/api/communities").path(0).path("id").asText();
    JsonNode channels = get("/api/communities/" + community + "/channels");
    String channel = "/api/channels/" + channels.path(0).path("id").asText();
    JsonNode webhook = json(post(channel + "/webhooks", JSON, "{\"name\":\"İıIi\"}"));
    assertThat(webhook.path("name").asText()).isEqualTo("İıIi");

    send(webhook.path("id").asText(), webhook.path("token").asText());

    JsonNode messages = get(channel + "/messages");
    var contents = new ArrayList<String>();
    messages.forEach(message -> contents.add(message.path("content").asText()));
    assertThat(contents).isEqualTo(CONTENTS);
    assertThat(firstOfStream(channel)).isEqualTo(messages.path(messages.size() - 1));
    for (JsonNode time : messages.findValues("created_at")) {
      requireNow(time.asText());
    }
    requireNow(get(channel + "/webhooks/audit").path(0).path("created_at").asText());
    String metrics = body(get("/metrics", ""));
    assertThat(metrics).contains("http_server_requests_seconds").matches("\\p{ASCII}+");
  }

  private void logIn(String password) throws Exception {
    String login = "{\"username\":\"OWNER\",\"password\":\"" + password + "\"}";
    HttpResponse<String> answer = post("/api/auth/login", JSON, login);
    session = json(answer).path("access_token").asText();
    var httpDate = DateTimeFormatter.RFC_1123_DATE_TIME;
    requireNow(Instant.from(httpDate.parse(answer.headers().firstValue("Date").orElseThrow())));
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    String expires = cookie.replaceAll(".*Expires=([^;]*);.*", "$1");
    requireNow(Instant.from(httpDate.parse(expires)).minus(Duration.ofDays(30)));
  }

  private void send(String id, String token) throws Exception {
    String execute = "/api/webhooks/execute/" + token;
    post(execute, "APPLICATION/JSON; CHARSET=UTF-8", "{\"content\":\"INFO İıIi 1234567\"}");
    post(
        execute + "/slack",
        JSON,
        "{\"text\":\"I <https://a.b|I> <!date^1700000000^{date_num}>\",\"attachments\":"
            + "[{\"color\":\"DANGER\",\"title\":\"T\",\"fields\":[{\"title\":\"a\",\"value\":1234.5}]}]}");
    post(
        "/hooks/" + token,
        JSON,
        "{\"text\":\"INFO\",\"attachments\":[{\"color\":\"#FFI\",\"title\":\"I\"}]}");
    String form = "payload=%7B%22text%22%3A%22INFO%22%7D";
    post("/hooks/" + token, "APPLICATION/X-WWW-FORM-URLENCODED", form);
    post(
        "/hooks/" + id + "/" + token,
        "TEXT/PLAIN",
        "{\"text\":\"INFO"
            + " <https://a.b|I>\",\"alias\":\"İıIi\",\"attachments\":[{\"ts\":1700000000}]}");
    post(
        "/api/webhooks/" + id + "/" + token,
        JSON,
        "{\"content\":\"INFO\",\"embeds\":[{\"title\":\"TITLE\",\"timestamp\":\"2026-01-01T00:00:00Z\"}]}");
    post("/api/webhooks/" + id + "/" + token + "/slack", JSON, "{\"text\":\"INFO 1234567\"}");
    post(
        execute + "/github",
        JSON,
        "{\"action\":\"opened\",\"issue\":{\"number\":1234567,\"title\":\"I\",\"html_url\":\"https://a.b/\"},"
            + "\"repository\":{\"full_name\":\"a/I\",\"html_url\":\"https://a.b/\"},"
            + "\"sender\":{\"login\":\"I\",\"html_url\":\"https://a.b\"}}");
    post(
        execute + "/alertmanager",
        JSON,
        "{\"status\":\"firing\",\"version\":\"4\",\"alerts\":[{\"status\":\"firing\",\"labels\":"
            + "{\"alertname\":\"I\",\"severity\":\"CRITICAL\"},\"annotations\":{\"summary\":\"I\"},"
            + "\"startsAt\":\"2026-01-01T00:00:00.5Z\",\"endsAt\":\"0001-01-01T00:00:00Z\"}]}");
  }

  private HttpResponse<String> post(String path, String type, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Content-Type", type)
            .header("Authorization", "Bearer " + session)
            .header("X-GitHub-Event", "issues")
            .POST(BodyPublishers.ofString(body));
    HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    assertThat(answer.headers().map().toString()).matches("\\p{ASCII}+");
    return answer;
  }

  private JsonNode get(String path) throws Exception {
    return json(get(path, "Bearer " + session));
  }

  private HttpResponse<String> get(String path, String authorization) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", authorization);
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private static String body(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return MAPPER.readTree(answer.body());
  }

  private JsonNode firstOfStream(String channel) throws Exception {
    var stream =
        (HttpURLConnection)
            URI.create(address + channel + "/messages/stream").toURL().openConnection();
    stream.setReadTimeout(30_000);
    stream.setRequestProperty("Authorization", "Bearer " + session);
    stream.setRequestProperty("Last-Event-ID", "0");
    try (var lines =
        new BufferedReader(
            new InputStreamReader(stream.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (!line.startsWith("data: ")) {
        line = lines.readLine();
      }
      return MAPPER.readTree(line.substring("data: ".length()));
    } finally {
      stream.disconnect();
    }
  }

  private static void requireNow(String time) {
    assertThat(time).matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{3}Z");
    requireNow(Instant.parse(time));
  }

  private static void requireNow(Instant time) {
    assertThat(Duration.between(time, Instant.now()).abs()).isLessThan(Duration.ofMinutes(5));
  }
}

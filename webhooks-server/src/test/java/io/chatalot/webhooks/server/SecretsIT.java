package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.settings.DatabaseAddress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, sessions and passwords are used, rightly and wrongly, and the server never says one. */
class SecretsIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * A name to us, and so told to the database; its driver's own trace, off by default, has that.
   */
  private static final String MISTAKEN = "a password typed as the name";

  private static final String BOUND = "FINEST:  FE=> Bind(";

  /** Enough to tell by, so that half a secret is found too. */
  private static final int TELLING = 12;

  @TempDir Path folder;

  /** By what they are. */
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** All that it said, but for the answers that are there to show a secret. */
  private final List<String> said = new ArrayList<>();

  private ServerProcess server;
  private String bearer;

  @Test
  void nothingThatAServerSaysHoldsASecret() throws Exception {
    DatabaseAddress database = TestDatabases.create();
    secrets.put("the database's password", database.password().orElseThrow());
    secrets.put("the owner's password", ServerProcess.PASSWORD);
    try (ServerProcess started = ServerProcess.start(folder, settings(database))) {
      server = started;
      signIn();
      signInWrongly();
      String channel = channel();
      callAndManage(channel);
      follow(channel);
      beMalformed(secrets.get("a token"));
      String kept = create(channel, "the token of a second webhook");
      beAway(database, kept);
      assertThat(server.terminate()).isZero();
      said.add(server.out());
      said.add(server.err());
    }
    assertThat(server.err()).contains("TRACE", BOUND, "The database is away");
    String all = String.join("\n", said);
    secrets.forEach(
        (what, secret) ->
            assertThat(all.lines().filter(line -> line.contains(telling(secret))))
                .as("lines that show %s", what)
                .allMatch(line -> what.equals(MISTAKEN) && line.startsWith(BOUND)));
  }

  private static Map<String, String> settings(DatabaseAddress database) throws Exception {
    String options =
        String.format(
            Locale.ROOT,
            "-Dlogback.configurationFile=%s -Djava.util.logging.config.file=%s",
            resource("/trace/logback.xml"),
            resource("/trace/driver.properties"));
    return Map.of(
        "WEBHOOKS_DATABASE_URL",
        database.jdbcUrl()
            + "?user="
            + database.user().orElseThrow()
            + "&password="
            + database.password().orElseThrow(),
        "WEBHOOKS_RATE_LIMIT",
        "0.001",
        "WEBHOOKS_RATE_BURST",
        "60",
        "WEBHOOKS_ACCESS_LOG",
        "true",
        "JAVA_TOOL_OPTIONS",
        options);
  }

  private static Path resource(String name) throws Exception {
    return Path.of(SecretsIT.class.getResource(name).toURI());
  }

  private void signIn() throws Exception {
    var answer = send("POST", "/api/auth/login", login("owner", ServerProcess.PASSWORD));
    bearer = "Bearer " + keep("a session", ServerProcess.field(answer.body(), "access_token"));
    assertThat(quietly("GET", "/api/me", "", "Authorization", bearer)).isEqualTo(200);

    answer = send("POST", "/api/auth/login", login("owner", ServerProcess.PASSWORD));
    String ended =
        keep("a session in a cookie", ServerProcess.field(answer.body(), "access_token"));
    String[] cookie = {"Cookie", "chatalot_session=" + ended, "Origin", server.address()};
    assertThat(quietly("GET", "/", "", cookie)).isEqualTo(200);
    assertThat(quietly("POST", "/api/auth/logout", "", cookie)).isEqualTo(204);
    assertThat(quietly("GET", "/api/me", "", cookie)).isEqualTo(401);
  }

  private void signInWrongly() throws Exception {
    String wrong = keep("a wrong password", "guess-" + UUID.randomUUID());
    String path = "/api/auth/login";
    assertThat(quietly("POST", path, login("owner", wrong))).isEqualTo(401);
    assertThat(quietly("POST", path, login("nobody", wrong))).isEqualTo(401);
    String mistaken = keep(MISTAKEN, "name-" + UUID.randomUUID());
    assertThat(quietly("POST", path, login(mistaken, wrong))).isEqualTo(401);
    assertThat(quietly("POST", path, "{\"username\":\"owner\",\"password\":" + wrong + "}"))
        .isEqualTo(400);
    assertThat(quietly("POST", path, "{\"username\":\"owner\",\"password\":[\"" + wrong + "\"]}"))
        .isEqualTo(422);
    assertThat(quietly("POST", path, "username=owner&password=" + wrong)).isEqualTo(400);
    assertThat(quietly("GET", path + "?password=" + wrong, "")).isEqualTo(405);
    String made = keep("a made-up session", "session-" + UUID.randomUUID());
    assertThat(quietly("GET", "/api/me", "", "Authorization", "Bearer " + made)).isEqualTo(401);
    assertThat(quietly("GET", "/api/me", "", "Authorization", "Basic " + made)).isEqualTo(401);
  }

  private void callAndManage(String channel) throws Exception {
    String token = create(channel, "a token");
    String webhooks = "/api/channels/" + channel + "/webhooks";
    String id = field(said(send("GET", webhooks, "", "Authorization", bearer)), "id");
    String execute = "/api/webhooks/execute/" + token;
    assertThat(quietly("POST", execute + "?wait=true", "{\"content\":\"Hi\"}")).isEqualTo(200);
    assertThat(quietly("POST", execute, "{\"content\":\"\"}")).isEqualTo(422);
    assertThat(quietly("POST", execute, "{")).isEqualTo(422);
    assertThat(quietly("POST", execute, "Hi", "Content-Type", "text/css")).isEqualTo(415);
    assertThat(quietly("POST", execute, "\"" + "x".repeat(70_000) + "\"")).isEqualTo(413);
    assertThat(quietly("PUT", execute, "{}")).isEqualTo(405);
    assertThat(quietly("DELETE", execute + "/messages/none", "")).isEqualTo(404);
    assertThat(quietly("POST", execute + "/nothing", "{}")).isEqualTo(404);
    assertThat(quietly("POST", execute + "%2F", "{\"content\":\"Hi\"}")).isEqualTo(404);
    assertThat(quietly("GET", "/nothing/" + token + "?token=" + token, "")).isEqualTo(404);
    asDiscord(id, token);
    int status = 200;
    while (status == 200) {
      status = quietly("POST", execute, "{\"content\":\"Hi\"}");
    }
    assertThat(status).isEqualTo(429);

    String webhook = "/api/webhooks/" + id;
    assertThat(quietly("PATCH", webhook, "{\"token\":\"" + token + "\"}", "Authorization", bearer))
        .isEqualTo(422);
    var rotated = send("POST", webhook + "/rotate", "", "Authorization", bearer);
    String renewed =
        "/api/webhooks/execute/" + keep("a rotated token", field(rotated.body(), "token"));
    assertThat(quietly("POST", execute, "{\"content\":\"Hi\"}")).isEqualTo(404);
    assertThat(quietly("PATCH", webhook, "{\"active\":false}", "Authorization", bearer))
        .isEqualTo(200);
    assertThat(quietly("POST", renewed, "{\"content\":\"Hi\"}")).isEqualTo(404);
    assertThat(quietly("DELETE", webhook, "", "Authorization", bearer)).isEqualTo(204);
    assertThat(quietly("POST", renewed, "{\"content\":\"Hi\"}")).isEqualTo(404);
    assertThat(quietly("GET", webhooks + "/audit", "", "Authorization", bearer)).isEqualTo(200);
    assertThat(quietly("GET", "/metrics", "")).isEqualTo(200);
  }

  private void asDiscord(String id, String token) throws Exception {
    for (String version : List.of("/api", "/api/v6", "/api/v9", "/api/v10")) {
      String address = version + "/webhooks/" + id + "/" + token;
      assertThat(quietly("GET", address, "")).isEqualTo(200);
      assertThat(quietly("POST", address, "{}")).isEqualTo(400);
      assertThat(quietly("POST", address, "{")).isEqualTo(400);
      assertThat(quietly("POST", address, "Hi", "Content-Type", "text/plain")).isEqualTo(400);
      assertThat(quietly("PUT", address, "")).isEqualTo(405);
      assertThat(quietly("GET", version + "/webhooks/" + token + "/" + token, "")).isEqualTo(404);
      assertThat(quietly("PATCH", address + "/messages/" + token, "{")).isEqualTo(400);
      assertThat(quietly("POST", address + "/slack", "{")).isNotEqualTo(200);
    }
  }

  private void follow(String channel) throws Exception {
    var request =
        request("GET", "/api/channels/" + channel + "/messages/stream", "")
            .header("Authorization", bearer)
            .build();
    var stream = HTTP.send(request, BodyHandlers.ofInputStream());
    assertThat(stream.statusCode()).isEqualTo(200);
    try (var lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      said.add(lines.readLine());
    }
  }

  /** What no route ever sees. */
  private void beMalformed(String token) throws Exception {
    String path = "/api/webhooks/execute/" + token;
    said.add(raw("POST " + path + " HTTP/7.7\r\n\r\n", 400));
    said.add(raw("POST " + path + "\r\n\r\n", 400));
    said.add(raw(request(path, "X: " + "x".repeat(20_000)), 431));
    said.add(raw(request(path, "Content-Length: " + token), 400));
    said.add(raw(request(path + "\u0001", "X: x"), 400));
  }

  private static String request(String path, String header) {
    return "POST " + path + " HTTP/1.1\r\nHost: x\r\n" + header + "\r\n\r\n";
  }

  private String raw(String request, int status) throws Exception {
    URI address = URI.create(server.address());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).contains(" " + status + " ");
      return answer;
    }
  }

  private void beAway(DatabaseAddress database, String token) throws Exception {
    int slash = database.jdbcUrl().lastIndexOf('/');
    String name = database.jdbcUrl().substring(slash + 1);
    try (Connection connection =
            DriverManager.getConnection(
                database.jdbcUrl().substring(0, slash) + "/postgres",
                database.user().orElseThrow(),
                database.password().orElseThrow());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
      statement.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }
    assertThat(quietly("POST", "/api/webhooks/execute/" + token, "{\"content\":\"Hi\"}"))
        .isEqualTo(503);
    assertThat(quietly("GET", "/api/me", "", "Authorization", bearer)).isEqualTo(503);
  }

  private String channel() throws Exception {
    String communities = said(send("GET", "/api/communities", "", "Authorization", bearer));
    String path = "/api/communities/" + field(communities, "id") + "/channels";
    return field(said(send("GET", path, "", "Authorization", bearer)), "id");
  }

  private String create(String channel, String what) throws Exception {
    String path = "/api/channels/" + channel + "/webhooks";
    var created = send("POST", path, "{\"name\":\"CI\"}", "Authorization", bearer);
    return keep(what, field(created.body(), "token"));
  }

  private static String login(String username, String password) {
    return "{\"username\":\"" + username + "\",\"password\":\"" + password + "\"}";
  }

  private static String field(String json, String name) {
    return ServerProcess.field(json, name);
  }

  private String keep(String what, String secret) {
    secrets.put(what, secret);
    return secret;
  }

  private static String telling(String secret) {
    return secret.substring(0, TELLING);
  }

  private int quietly(String method, String path, String body, String... headers) throws Exception {
    var answer = send(method, path, body, headers);
    said(answer);
    return answer.statusCode();
  }

  private String said(HttpResponse<String> answer) {
    said.add(answer.headers().map() + "\n" + answer.body());
    return answer.body();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    var request = request(method, path, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .method(method, BodyPublishers.ofString(body));
  }
}

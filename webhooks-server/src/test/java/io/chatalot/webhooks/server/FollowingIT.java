package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.settings.DatabaseAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one database: a client follows on one node the messages posted on the other. */
class FollowingIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir Path folder;

  @Test
  void anEndedSessionHearsNothingMoreOnAnyNode() throws Exception {
    DatabaseAddress database = TestDatabases.create();
    var settings =
        Map.of(
            "WEBHOOKS_DATABASE_URL",
            String.format(
                Locale.ROOT,
                "postgresql://%s:%s@%s",
                database.user().orElseThrow(),
                database.password().orElseThrow(),
                database.jdbcUrl().substring("jdbc:postgresql://".length())));
    try (ServerProcess one = ServerProcess.start(folder, settings);
        ServerProcess other = ServerProcess.start(folder, settings)) {
      String webhook = one.createWebhook();
      String session = login(one);
      try (Stream<String> stream = follow(other, other.channel(), session)) {
        Iterator<String> lines = stream.iterator();
        assertThat(one.post(webhook, "{\"content\":\"for you\"}").statusCode()).isEqualTo(200);
        awaitLine(lines, "\"content\":\"for you\"");

        send(one, "/api/auth/logout", "", "Bearer " + session);
        assertThat(one.post(webhook, "{\"content\":\"not for you\"}").statusCode()).isEqualTo(200);

        assertThat(rest(lines)).noneMatch(line -> line.contains("not for you"));
      }
    }
  }

  private static Stream<String> follow(ServerProcess server, String channel, String session)
      throws Exception {
    var request =
        HttpRequest.newBuilder(
                URI.create(server.address() + "/api/channels/" + channel + "/messages/stream"))
            .header("Authorization", "Bearer " + session)
            .build();
    return HTTP.send(request, BodyHandlers.ofLines()).body();
  }

  private static void awaitLine(Iterator<String> lines, String part) {
    String line;
    do {
      line = lines.next();
    } while (!line.contains(part));
  }

  /** What comes until the end. */
  private static List<String> rest(Iterator<String> lines) {
    var rest = new ArrayList<String>();
    lines.forEachRemaining(rest::add);
    return rest;
  }

  private static String login(ServerProcess server) throws Exception {
    String body = "{\"username\":\"owner\",\"password\":\"" + ServerProcess.PASSWORD + "\"}";
    return ServerProcess.field(send(server, "/api/auth/login", body, ""), "access_token");
  }

  private static String send(ServerProcess server, String path, String body, String authorization)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HTTP.send(request.build(), BodyHandlers.ofString()).body();
  }
}

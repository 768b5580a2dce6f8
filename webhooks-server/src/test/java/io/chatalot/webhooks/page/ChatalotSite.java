package io.chatalot.webhooks.page;

import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.page.ChatalotStandIn.Tokens;
import io.chatalot.webhooks.server.ServerProcess;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.chatalot.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** A Chatalot and our server on its database, behind one proxy and so of one origin. */
final class ChatalotSite implements AutoCloseable {
  /** The page as the docs have it. */
  static final String PAGE = "/api-webhooks/";

  /** The page under a prefix that Chatalot's service worker does not spare. */
  static final String ELSEWHERE = "/elsewhere/";

  static final String BUILDS = "01900000-0000-7000-8000-0000000000a1";

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final ChatalotStandIn chatalot;
  private final Path folder;
  private final Map<String, String> settings;
  private ServerProcess server;
  private final Nginx nginx;

  ChatalotSite() throws IOException, InterruptedException {
    var key = SigningKey.make();
    chatalot = new ChatalotStandIn(key);
    int port = Nginx.freePort();
    var example = new ProxyExample(port);
    String lines = example.lines() + example.elsewhere(ELSEWHERE);
    nginx = Nginx.start(Nginx.PROGRAM, example.files(), lines, chatalot.port());
    folder = Files.createTempDirectory("beside");
    PGSimpleDataSource database = TestDatabases.chatalot().asHost();
    settings =
        Map.of(
            "WEBHOOKS_CHATALOT_DATABASE_URL",
            String.format(
                Locale.ROOT,
                "postgresql://%s:%s@%s:%d/%s",
                ChatalotHost.ROLE,
                ChatalotHost.PASSWORD,
                database.getServerNames()[0],
                database.getPortNumbers()[0],
                database.getDatabaseName()),
            "WEBHOOKS_CHATALOT_PUBLIC_KEY",
            key.writeTo(folder.resolve("jwt_public.pem")).toString(),
            "WEBHOOKS_PUBLIC_URL",
            nginx.address(),
            "WEBHOOKS_RATE_LIMIT",
            "0",
            "WEBHOOKS_PORT",
            Integer.toString(port));
    try {
      server = ServerProcess.start(folder, settings);
    } catch (IOException | AssertionError e) {
      nginx.close();
      chatalot.close();
      throw e;
    }
  }

  ChatalotStandIn chatalot() {
    return chatalot;
  }

  String address() {
    return nginx.address();
  }

  /** The requests to our server so far. */
  List<String> calls() throws IOException {
    return nginx.calls();
  }

  /** Stops our server, and starts it again after this. */
  void whileAway(Site.Interruption happening) throws Exception {
    server.terminate();
    try {
      happening.happens();
    } finally {
      server = ServerProcess.start(folder, settings);
    }
  }

  /** Creates a webhook by a script that has the owner's access token, and returns its URL. */
  String addWebhook(String channel, String name) throws Exception {
    Tokens owner = chatalot.begin("owner");
    String path = "/api/channels/" + channel + "/webhooks";
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer " + owner.access());
    return ServerProcess.field(send(request, "{\"name\":\"" + name + "\"}").body(), "url");
  }

  /** Whether our server refuses an access token. */
  boolean refuses(Tokens tokens) {
    var request =
        HttpRequest.newBuilder(URI.create(address() + PAGE + "api/me"))
            .header("Authorization", "Bearer " + tokens.access())
            .build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 401;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Sends a message by a webhook's URL. */
  void say(String url, String content) throws Exception {
    var answer =
        send(
            HttpRequest.newBuilder(URI.create(url)),
            String.format(Locale.ROOT, "{\"content\":%s}", Site.quoted(content)));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String json)
      throws Exception {
    return HTTP.send(
        request
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build(),
        BodyHandlers.ofString());
  }

  @Override
  public void close() throws IOException {
    nginx.close();
    server.close();
    chatalot.close();
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}

package io.chatalot.webhooks.server;

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
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server does at its start and on its first calls, done once on a database that is thrown
 * away, so that the JVM can record which classes that takes (JEP 350, JEP 514). A server that is
 * given the record starts in two thirds of the time or less.
 *
 * <p>Ends with 0 in any case: without a record the server starts slower, and that is all.
 */
final class TrainingRun {
  /** Enough for every class on the way of a call to be there. */
  private static final int CALLS = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private String session = "";

  private TrainingRun(URI server) {
    this.server = server;
  }

  /** Needs no arguments, and no settings. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run();
    } catch (IOException | RuntimeException e) {
      System.err.println("No training run here, so the server will start slower: " + e);
    }
    System.exit(0);
  }

  private static void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("chatalot-training");
    String password = UUID.randomUUID().toString();
    Settings settings =
        Settings.of(
            Map.of(
                "WEBHOOKS_PORT", "0",
                "WEBHOOKS_DATA_DIR", folder.toString(),
                "WEBHOOKS_OWNER_PASSWORD", password,
                "WEBHOOKS_RATE_LIMIT", "1000",
                "WEBHOOKS_RATE_BURST", "1000"));
    var closing = new Closing();
    // Whoever breaks the build off must not leave a database server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(closing, folder), "end"));
    WebhookServer server = WebhookServer.start(settings, unused -> {}, closing);
    new TrainingRun(settings.address(server.port())).visit(password);
  }

  private void visit(String password) throws IOException, InterruptedException {
    for (String path : List.of("/health/live", "/health/ready", "/metrics", "/", "/web/app.js")) {
      get(path);
    }
    String login = "{\"username\":\"owner\",\"password\":\"" + password + "\"}";
    session = field("access_token", post("/api/auth/login", login));
    String community = field("id", get("/api/communities"));
    String channel = field("id", get("/api/communities/" + community + "/channels"));
    String webhooks = "/api/channels/" + channel + "/webhooks";
    String token = field("token", post(webhooks, "{\"name\":\"CI\"}"));
    for (int i = 0; i < CALLS; i++) {
      post("/api/webhooks/execute/" + token, "{\"content\":\"**" + i + "** passed\"}");
    }
    get(webhooks);
    get("/api/channels/" + channel + "/messages");
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.resolve(path)));
  }

  private String post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request.header("Authorization", "Bearer " + session).build(), BodyHandlers.ofString());
    if (answer.statusCode() >= 500) {
      // Without the path, which may have a token in it.
      throw new IOException("A call was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  /** The first text field of that name: the answers are known, so that no parser is needed. */
  private static String field(String name, String json) throws IOException {
    Matcher field = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
    if (!field.find()) {
      throw new IOException("There is no " + name + " in the answer");
    }
    return field.group(1);
  }

  private static void end(Closing closing, Path folder) {
    closing.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("The training run leaves something in " + folder + ": " + e);
    }
  }
}

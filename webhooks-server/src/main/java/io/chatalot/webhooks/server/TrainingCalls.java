package io.chatalot.webhooks.server;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The calls of a {@link TrainingRun}: the page, a log-in, a webhook, messages in several formats,
 * and a stream that shows them. A status of 400 and above, or no answer, is a failure, since the
 * JVM would record the classes of errors. For use by one thread.
 */
final class TrainingCalls {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern PAGE_FILE = Pattern.compile("(?:src|href)=\"(page/[^\"]+)\"");
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final int calls;
  private String session = "";

  /**
   * @param calls the calls in the webhook's own format; each other format gets a tenth, and at
   *     least one
   */
  TrainingCalls(URI server, int calls) {
    this.server = server;
    this.calls = calls;
  }

  /**
   * Makes all calls.
   *
   * @param password the password of the user {@code owner}
   * @throws IOException if a call fails; the message names the call, without a token
   */
  void make(String password) throws IOException, InterruptedException {
    for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
      get(path);
    }
    Matcher file = PAGE_FILE.matcher(get("/"));
    while (file.find()) {
      get("/" + file.group(1));
    }
    String login = "{\"username\":\"owner\",\"password\":\"" + password + "\"}";
    session = field("access_token", post("/api/auth/login", JSON, login));
    String community = field("id", get("/api/communities"));
    String channel =
        "/api/channels/" + field("id", get("/api/communities/" + community + "/channels"));
    String webhook = post(channel + "/webhooks", JSON, "{\"name\":\"CI\"}");
    try (Stream<String> events = follow(channel + "/messages/stream")) {
      call(field("id", webhook), field("token", webhook));
      awaitMessage(events);
    }
    get(channel + "/webhooks");
    get(channel + "/messages");
  }

  private void call(String webhook, String token) throws IOException, InterruptedException {
    String execute = "/api/webhooks/execute/" + token;
    for (int i = 0; i < calls; i++) {
      post(execute, JSON, "{\"content\":\"**" + i + "** passed\"}");
    }
    String slack =
        "{\"text\":\"*passed* <https://ci.example/1|build"
            + " 1>\",\"attachments\":[{\"title\":\"main\",\"color\":\"good\",\"fields\":[{\"title\":\"took\",\"value\":\"9"
            + " s\"}]}]}";
    String discord =
        "{\"content\":\"passed\",\"embeds\":[{\"title\":\"main\",\"description\":\"*9* s\"}]}";
    for (int i = 0; i < Math.max(1, calls / 10); i++) {
      post(execute + "/slack", JSON, slack);
      post(execute + "/slack", FORM, "payload=" + URLEncoder.encode(slack, StandardCharsets.UTF_8));
      post("/api/webhooks/" + webhook + "/" + token + "?wait=true", JSON, discord);
    }
  }

  private Stream<String> follow(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.resolve(path)), BodyHandlers.ofLines());
  }

  private static void awaitMessage(Stream<String> events) throws IOException, InterruptedException {
    CompletableFuture<Boolean> message =
        CompletableFuture.supplyAsync(
            () -> events.anyMatch(line -> line.startsWith("event: message")));
    try {
      if (!message.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("The stream ended without a message");
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The stream brought no message", e);
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(server.resolve(path)), BodyHandlers.ofString());
  }

  private String post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)),
        BodyHandlers.ofString());
  }

  private <T> T send(HttpRequest.Builder request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    HttpRequest made =
        request.header("Authorization", "Bearer " + session).timeout(PATIENCE).build();
    HttpResponse<T> answer = http.send(made, body);
    if (answer.statusCode() >= 400) {
      throw new IOException(
          made.method() + " " + shown(made.uri()) + " was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  /** Hides ids, which mean nothing to readers and could be tokens. */
  private static String shown(URI uri) {
    return uri.getPath().replaceAll("[A-Za-z0-9-]{32,}", "***");
  }

  /** The first text field of a name. The answers are known, so no parser is needed. */
  private static String field(String name, String json) throws IOException {
    Matcher field = Pattern.compile('"' + name + "\":\"([^\"]*)\"").matcher(json);
    if (!field.find()) {
      throw new IOException("There is no " + name + " in the answer");
    }
    return field.group(1);
  }
}

package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with the heap that the guide for operators gives it, and bodies that would fill it. */
class ForeignBodiesIT {
  private static final int MAX = 5 * 1024 * 1024;
  private static final int AT_ONCE = 40;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  @Test
  void manyForeignBodiesAtOnceAreAllAnsweredInASmallHeap() throws Exception {
    var settings =
        Map.of("WEBHOOKS_RATE_LIMIT", "0", "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx160m");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      String url = server.createWebhook();
      for (String padding : List.of(emptyObjects(MAX - 200), fields(), text())) {
        assertAnswered(AT_ONCE, delivery(URI.create(url + "/github"), issue(padding)));
      }
      URI slack = URI.create(url + "/slack");
      assertAnswered(200, delivery(slack, message(emptyObjects(60 * 1024))));
      assertAnswered(60, delivery(slack, message(emptyObjects(250 * 1024))));
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(server.err()).doesNotContain("ERROR", "OutOfMemoryError");
      assertThat(server.terminate()).isZero();
    }
  }

  private static void assertAnswered(int atOnce, HttpRequest delivery) {
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < atOnce; i++) {
      answers.add(HTTP.sendAsync(delivery, BodyHandlers.ofString()));
    }
    Map<Integer, Long> statuses =
        answers.stream()
            .map(CompletableFuture::join)
            .collect(Collectors.groupingBy(HttpResponse::statusCode, Collectors.counting()));
    assertThat(statuses.keySet()).isSubsetOf(200, 503).contains(200);
  }

  private static HttpRequest delivery(URI url, byte[] body) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/json")
        .header("X-GitHub-Event", "issues")
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }

  /** Takes thirty times as much as a tree. */
  private static String emptyObjects(int bytes) {
    return "[" + "{},".repeat(bytes / 3) + "{}]";
  }

  /** What a check for fields that are there twice has to remember. */
  private static String fields() {
    return IntStream.range(0, 400_000)
        .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":1")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text() {
    return "\"" + "\u00e9".repeat(MAX / 2 - 200) + "\"";
  }

  private static byte[] message(String attachments) {
    return ("{\"text\":\"hello\",\"attachments\":" + attachments + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] issue(String padding) {
    return ("{\"x\":"
            + padding
            + ",\"action\":\"opened\",\"issue\":{\"number\":1,\"title\":\"It crashes\"}}")
        .getBytes(StandardCharsets.UTF_8);
  }
}

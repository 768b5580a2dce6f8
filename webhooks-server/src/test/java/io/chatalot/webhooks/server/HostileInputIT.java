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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar with the heap that the guide for operators gives it, and input that grows in memory. */
@Tag("faults")
class HostileInputIT {
  private static final int LARGEST = 5 * 1024 * 1024;
  private static final int AT_ONCE = 24;
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PARTS = "multipart/form-data; boundary=x";
  private static final String JSON = "application/json";
  private static final String DEAD = "a".repeat(64);

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir Path folder;

  @Test
  void noInputTakesMoreMemoryThanThereIs() throws Exception {
    var settings =
        Map.of("WEBHOOKS_RATE_LIMIT", "0", "JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -Xmx160m");
    try (ServerProcess server = ServerProcess.start(folder, settings)) {
      String live = server.createWebhook();
      String dead = live.substring(0, live.lastIndexOf('/') + 1) + DEAD;
      for (String fields : List.of("a&", "a=&", "&", ";", "%61&", "%zz&", "%")) {
        answered(live + "/github", FORM, filled(fields));
      }
      answered(live + "/alertmanager", FORM, filled("a&"));
      answered(dead + "/github", FORM, filled("a&"));
      answered(dead + "/alertmanager", PARTS, filled("--x\r\n\r\n\r\n"));
      answered(live + "/alertmanager", FORM, "payload=%7B%22a%22%3A%5B" + filled("%7B%7D%2C", 200));
      answered(live + "/github", FORM, "payload=" + filled("%22", 200));
      answered(live + "/github", PARTS, filled("--x\r\n\r\n\r\n"));
      answered(live + "/github", PARTS, "--x\r\n" + filled("a: b\r\n", 200));
      answered(live + "/github", PARTS, part(filled("[[],", 200)));
      answered(live + "/github", "multipart/form-data; boundary=-", filled("\r\n---"));
      answered(live + "/github", JSON, names());
      answered(live + "/alertmanager", JSON, "{\"alerts\":[" + filled("0,", 200) + "0]}");
      answered(
          live + "/alertmanager", JSON, "{\"ruleUrl\":\"https://x/" + filled("(", 200) + "\"}");
      answered(live + "/github", "push", "{\"ref\":\"" + filled("\u00e9", 400) + "\"}");

      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(server.err()).doesNotContain("ERROR", "OutOfMemoryError");
      assertThat(server.out()).doesNotContain("OutOfMemoryError");
      assertThat(server.terminate()).isZero();
    }
  }

  /** Taken, refused, or told to come again. */
  private static void answered(String url, String type, String body) {
    boolean push = type.equals("push");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", push ? JSON : type)
            .header("X-GitHub-Event", push ? "push" : "issues")
            .POST(BodyPublishers.ofByteArray(body.getBytes(StandardCharsets.UTF_8)))
            .build();
    var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
    for (int i = 0; i < AT_ONCE; i++) {
      answers.add(HTTP.sendAsync(request, BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> got = answer.join();
      String what = type + " " + body.substring(0, 20) + ": " + got.body();
      assertThat(got.statusCode()).as(what).isIn(200, 204, 400, 404, 422, 429, 503);
      if (got.statusCode() == 503) {
        assertThat(got.headers().firstValue("Retry-After")).as(what).isPresent();
      }
    }
  }

  private static String filled(String text) {
    return filled(text, 0);
  }

  private static String filled(String text, int less) {
    return text.repeat((LARGEST - less) / text.getBytes(StandardCharsets.UTF_8).length);
  }

  private static String part(String text) {
    return "--x\r\nContent-Disposition: form-data; name=payload\r\n\r\n" + text + "\r\n--x--";
  }

  /** What a check for fields that are there twice has to remember. */
  private static String names() {
    return IntStream.range(0, 480_000)
        .mapToObj(i -> ",\"" + Integer.toString(i, 36) + "\":1")
        .collect(Collectors.joining("", "{\"action\":\"opened\"", "}"));
  }
}

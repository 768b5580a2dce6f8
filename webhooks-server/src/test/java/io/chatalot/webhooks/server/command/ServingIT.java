package io.chatalot.webhooks.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.ServerProcess;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar as an operator runs it. */
class ServingIT {
  private static final Map<String, String> UNLIMITED = Map.of("WEBHOOKS_RATE_LIMIT", "0");

  @TempDir Path folder;

  @Test
  void whatIsSentIsThereAfterARestart() throws Exception {
    String url;
    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      url = server.createWebhook();
      assertThat(url).startsWith(server.address() + "/api/webhooks/execute/");
      var answer = server.post(url, "{\"content\":\"before\"}");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(server.terminate()).isZero();
      assertThat(server.err()).doesNotContain("WARN", "ERROR");
    }
    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      String token = url.substring(url.lastIndexOf('/') + 1);
      assertThat(server.contents()).containsExactly("before");
      assertThat(server.post("/api/webhooks/execute/" + token, "{\"content\":\"x\"}").statusCode())
          .isEqualTo(200);
      assertThat(server.err() + server.out()).doesNotContain(token);
    }
  }

  @Test
  void aKilledServerHasLostNothingThatItAnswered() throws Exception {
    Set<String> answered = new ConcurrentSkipListSet<>();
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      String url;
      try (ServerProcess server = ServerProcess.start(folder, UNLIMITED)) {
        url = server.createWebhook();
        List<Future<Void>> calls = new ArrayList<>();
        for (int caller = 0; caller < 16; caller++) {
          calls.add(callers.submit(post(url, "caller " + caller, answered)));
        }
        while (answered.size() < 500) {
          Thread.onSpinWait();
        }
        server.kill();
        for (Future<Void> call : calls) {
          call.get();
        }
      }
      try (ServerProcess server = ServerProcess.start(folder, UNLIMITED)) {
        List<String> stored = server.contents();
        assertThat(stored).containsAll(answered).doesNotHaveDuplicates();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  /** Posts one message after the other until the server is gone, and notes those answered. */
  private static Callable<Void> post(String url, String name, Set<String> answered) {
    return () -> {
      HttpClient http = HttpClient.newHttpClient();
      for (int i = 0; ; i++) {
        String content = name + " message " + i;
        var request =
            HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"content\":\"" + content + "\"}"))
                .build();
        try {
          if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
            answered.add(content);
          }
        } catch (java.io.IOException gone) {
          return null;
        }
      }
    };
  }

  @Test
  void theCommandLineWorksWhileItServes() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, Map.of())) {
      String url = server.createWebhook();
      assertThat(command("channel", "archive", server.channel())).isZero();
      assertThat(server.post(url, "{\"content\":\"x\"}").statusCode()).isEqualTo(404);
      assertThat(command("channel", "unarchive", server.channel())).isZero();
      assertThat(server.post(url, "{\"content\":\"x\"}").statusCode()).isEqualTo(200);
    }
  }

  private int command(String... arguments) throws Exception {
    var line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("webhooks.jar")));
    line.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(line).inheritIO();
    builder.environment().put("WEBHOOKS_DATA_DIR", folder.resolve("data").toString());
    return builder.start().waitFor();
  }

  @Test
  void aSecondServerOnTheSameFolderIsRefusedInOneLine() throws Exception {
    try (ServerProcess first = ServerProcess.start(folder, Map.of());
        ServerProcess second = ServerProcess.launch(folder, Map.of())) {
      assertThat(second.exit()).isEqualTo(1);
      assertThat(second.err().lines()).hasSize(1).allMatch(line -> line.contains("Another server"));
      assertThat(first.get("/health/ready").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsToldInOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress());
        ServerProcess server =
            ServerProcess.launch(
                folder, Map.of("WEBHOOKS_PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(server.exit()).isEqualTo(1);
      assertThat(server.err().lines()).hasSize(1).allMatch(line -> line.contains("WEBHOOKS_PORT"));
    }
  }

  @Test
  void itRunsOnADatabaseOfTheOperators() throws Exception {
    DatabaseAddress database = TestDatabases.create();
    String url =
        database
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                String.format(
                    Locale.ROOT,
                    "postgresql://%s:%s@",
                    database.user().orElseThrow(),
                    database.password().orElseThrow()));
    var settings =
        Map.of("WEBHOOKS_DATABASE_URL", url, "WEBHOOKS_PUBLIC_URL", "https://chat.example/");
    try (ServerProcess one = ServerProcess.start(folder, settings);
        ServerProcess other = ServerProcess.start(folder, settings)) {
      String webhook = one.createWebhook();
      assertThat(webhook).startsWith("https://chat.example/api/webhooks/execute/");
      String path = webhook.substring("https://chat.example".length());
      assertThat(other.post(path, "{\"content\":\"on the other\"}").statusCode()).isEqualTo(200);
      assertThat(one.contents()).containsExactly("on the other");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }
}

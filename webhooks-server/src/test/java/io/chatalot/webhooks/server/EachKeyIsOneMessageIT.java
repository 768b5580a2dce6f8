package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.embedded.ServerDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each call goes to two nodes at once, while first their database is killed and then one node. */
@Tag("faults")
class EachKeyIsOneMessageIT {
  private static final int CALLERS = 6;
  private static final int MANY = 100;
  private static final Duration NEVER = Duration.ofSeconds(50);

  private final Map<String, Set<String>> answers = new ConcurrentHashMap<>();
  private final Semaphore answered = new Semaphore(0);
  private final AtomicBoolean enough = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void callsThatRaceWithOneKeySendOneMessageAndGetOneAnswerThoughNodesAreKilled() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (EmbeddedDatabase database = ServerDatabase.in(folder.resolve("database"));
        ServerProcess one = ServerProcess.start(folder, settings(database));
        ServerProcess other = ServerProcess.start(folder, settings(database))) {
      String path = URI.create(one.createWebhook()).getPath();
      List<String> nodes = List.of(one.address() + path, other.address() + path);
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        String name = "caller-" + caller;
        calls.add(callers.submit(() -> race(nodes, name)));
      }
      awaitMany();
      killPostgres();
      awaitMany();
      other.kill();
      awaitMany();
      enough.set(true);
      for (Future<?> call : calls) {
        call.get(NEVER.toSeconds(), TimeUnit.SECONDS);
      }
      assertThat(one.terminate()).isZero();

      assertThat(answers.values()).allSatisfy(same -> assertThat(same).hasSize(1));
      Map<String, Integer> stored = stored(database);
      assertThat(stored).containsOnlyKeys(answers.keySet());
      assertThat(stored.values()).containsOnly(1);
    } finally {
      enough.set(true);
      callers.shutdownNow();
    }
  }

  private static Map<String, String> settings(EmbeddedDatabase database) {
    String url =
        database
            .jdbcUrl()
            .replace(
                "jdbc:postgresql://",
                String.format(
                    Locale.ROOT, "postgresql://%s:%s@", database.user(), database.password()));
    return Map.of("WEBHOOKS_DATABASE_URL", url, "WEBHOOKS_RATE_LIMIT", "0");
  }

  /** This process starts it again, as a supervisor would. */
  private void killPostgres() throws Exception {
    Path pid = folder.resolve("database/postgresql/data/postmaster.pid");
    String postmaster = Files.readAllLines(pid).get(0).strip();
    ProcessHandle.of(Long.parseLong(postmaster)).orElseThrow().destroyForcibly();
    answered.drainPermits();
  }

  /** Sends one message after the other, each to all nodes at once until one of them took it. */
  private void race(List<String> nodes, String name) {
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; !enough.get(); i++) {
      String content = name + "-" + i;
      long end = System.nanoTime() + NEVER.toNanos();
      while (!isAnswered(http, nodes, content)) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("service never came back for " + content);
        }
      }
      answered.release();
    }
  }

  private boolean isAnswered(HttpClient http, List<String> nodes, String content) {
    List<CompletableFuture<HttpResponse<String>>> racing =
        nodes.stream()
            .map(node -> http.sendAsync(request(node, content), BodyHandlers.ofString()))
            .toList();
    boolean any = false;
    for (CompletableFuture<HttpResponse<String>> racer : racing) {
      try {
        HttpResponse<String> answer = racer.join();
        assertThat(answer.statusCode()).isIn(200, 201, 503);
        if (answer.statusCode() != 503) {
          any = true;
          answers.computeIfAbsent(content, first -> ConcurrentHashMap.newKeySet());
          answers.get(content).add(answer.body());
        }
      } catch (CompletionException cutOff) {
        // Its node was killed; another attempt tells what became of the call.
      }
    }
    return any;
  }

  /** Half of the messages have the key of the call, and half a key of their own. */
  private static HttpRequest request(String node, String content) {
    String body = "{\"content\":\"" + content + "\"}";
    HttpRequest.Builder request =
        content.hashCode() % 2 == 0
            ? HttpRequest.newBuilder(URI.create(node + "?wait=true"))
                .header("Idempotency-Key", content)
                .POST(BodyPublishers.ofString(body))
            : HttpRequest.newBuilder(URI.create(node + "/messages/by-key/" + content))
                .PUT(BodyPublishers.ofString(body));
    return request.timeout(NEVER).header("Content-Type", "application/json").build();
  }

  private void awaitMany() throws InterruptedException {
    assertThat(answered.tryAcquire(MANY, NEVER.toSeconds(), TimeUnit.SECONDS))
        .as("%d more answers, after %d", MANY, answers.size())
        .isTrue();
  }

  private static Map<String, Integer> stored(EmbeddedDatabase database) throws SQLException {
    var stored = new HashMap<String, Integer>();
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM webhooks.message")) {
      while (row.next()) {
        stored.merge(row.getString(1), 1, Integer::sum);
      }
    }
    return stored;
  }
}

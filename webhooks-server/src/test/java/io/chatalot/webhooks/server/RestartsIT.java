package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar whose embedded PostgreSQL ends, or seems to: it serves again by itself. */
@Tag("faults")
class RestartsIT {
  /** The promise; a machine that does much else may take longer for all of it. */
  private static final Duration SERVES_AGAIN_WITHIN = Duration.ofSeconds(10);

  private static final Duration LONGEST = Duration.ofSeconds(60);

  /** Runs its arguments where a folder is a small disk of their own. */
  private static final String ON_A_SMALL_DISK =
      """
      mkdir -p "$0" && mount -t tmpfs -o size=320m,mode=700 tmpfs "$0" && exec "$@"
      """;

  @TempDir Path folder;

  private final List<Socket> sockets = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private Map<String, String> settings;
  private Path data;

  @BeforeEach
  void choosePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings =
          Map.of(
              "WEBHOOKS_RATE_LIMIT", "0", "WEBHOOKS_PORT", Integer.toString(free.getLocalPort()));
    }
    data = folder.resolve("data/postgresql");
  }

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  void aDiskThatFillsWhileTheLogIsWrittenAndHasRoomAgainIsServedFromAgain() throws Exception {
    Path disk = folder.resolve("data");
    var starter = List.of("unshare", "-Urm", "sh", "-c", ON_A_SMALL_DISK, disk.toString());
    try (ServerProcess server = ServerProcess.startBy(starter, folder, settings)) {
      Path seen = Path.of("/proc/" + server.pid() + "/root" + disk);
      data = seen.resolve("postgresql");
      String url = server.createWebhook();
      assertThat(call(url, "before")).isEqualTo(200);

      Path filler = seen.resolve("filler");
      fill(filler);
      writeLogUntilTheDatabaseEnds(filler);
      await("it was tried", () -> server.err().contains("is tried again"));
      assertThat(call(url, "without room")).isEqualTo(503);
      Files.delete(filler);

      assertServedSoon(url);
      assertThat(server.contents()).containsExactlyInAnyOrder("before", "after");
      assertThat(metric(server, "webhook_background_failures_total{task=\"embedded_database\"}"))
          .isPositive();
    }
  }

  @Test
  void aServerWithoutFileDescriptorsDoesNotTakeItsDatabaseForDeadAndWatchesOn() throws Exception {
    try (ServerProcess server = ServerProcess.start(folder, settings, 200)) {
      String url = server.createWebhook();
      connect(server, 400);
      long postmaster = postmaster();
      limitFiles(server, "8");
      // Several rounds of the watch, of each thread that looks.
      Thread.sleep(3_000);
      limitFiles(server, "200");
      hangUp();
      await("served", () -> call(url, "before") == 200);
      assertThat(postmaster()).isEqualTo(postmaster);
      assertThat(server.err()).doesNotContain("ended by itself");

      end(postmaster);
      assertServedSoon(url);
      assertThat(postmaster()).isNotEqualTo(postmaster);
    }
  }

  @Test
  void aLostDatabaseEndsTheProcessSoThatASupervisorActs() throws Exception {
    try (ServerProcess server = ServerProcess.supervised(folder, settings, ImpatientServer.class)) {
      String url = server.createWebhook();
      assertThat(call(url, "before")).isEqualTo(200);

      Path control = data.resolve("data/global/pg_control");
      Path elsewhere = folder.resolve("pg_control");
      Files.move(control, elsewhere);
      end(postmaster());
      await("it gives up", () -> server.out().contains("Ended with"));
      assertThat(server.out()).contains("Ended with 75");
      assertThat(server.err()).contains("The embedded PostgreSQL is lost");
      Files.move(elsewhere, control);

      await("served again", () -> call(url, "after") == 200);
      assertThat(server.contents()).containsExactlyInAnyOrder("before", "after");
    }
  }

  private void assertServedSoon(String url) throws Exception {
    long start = System.nanoTime();
    await("served again", () -> call(url, "after") == 200);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SERVES_AGAIN_WITHIN);
  }

  private static void await(String what, Callable<Boolean> state) throws Exception {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (!state.call()) {
      assertThat(System.nanoTime() - deadline).as(what).isNegative();
      Thread.sleep(100);
    }
  }

  /** The status; 0 if there was no answer. */
  private int call(String url, String content) throws InterruptedException {
    var call =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", content)
            .POST(BodyPublishers.ofString("{\"content\":\"" + content + "\"}"))
            .build();
    try {
      return http.send(call, BodyHandlers.discarding()).statusCode();
    } catch (IOException notThere) {
      return 0;
    }
  }

  private static double metric(ServerProcess server, String name) throws Exception {
    return server
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  /** Takes all the room that is left. */
  private static void fill(Path filler) throws IOException {
    byte[] piece = new byte[64 * 1024];
    for (int size = piece.length; size >= 512; size /= 2) {
      try (OutputStream out =
          Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        while (true) {
          out.write(piece, 0, size);
        }
      } catch (IOException full) {
        assertThat(full).hasMessageContaining("space");
      }
    }
  }

  private void writeLogUntilTheDatabaseEnds(Path filler) throws Exception {
    long postmaster = postmaster();
    await(
        "it ends",
        () -> {
          writeLog(filler);
          return ProcessHandle.of(postmaster).isEmpty();
        });
  }

  private void writeLog(Path filler) throws Exception {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      while (true) {
        statement.execute("SELECT pg_logical_emit_message(false, 'x', repeat('x', 1000000))");
        fill(filler);
      }
    } catch (SQLException full) {
      // PostgreSQL reports the full disk, is ending, or has ended.
    }
  }

  private Connection connect() throws Exception {
    String port = Files.readString(data.resolve("port")).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        "postgres",
        Files.readString(data.resolve("password")).strip());
  }

  private long postmaster() throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("data/postmaster.pid")).get(0));
  }

  private static void end(long pid) throws Exception {
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get();
  }

  private void connect(ServerProcess server, int connections) throws IOException {
    URI address = URI.create(server.address());
    for (int i = 0; i < connections; i++) {
      sockets.add(new Socket(address.getHost(), address.getPort()));
    }
  }

  private static void limitFiles(ServerProcess server, String files) throws Exception {
    var command =
        List.of("prlimit", "--pid", Long.toString(server.pid()), "--nofile=" + files + ":");
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}

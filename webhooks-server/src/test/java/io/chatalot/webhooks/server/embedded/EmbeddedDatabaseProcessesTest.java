package io.chatalot.webhooks.server.embedded;

import static io.chatalot.webhooks.server.embedded.EmbeddedDatabaseTest.query;
import static io.chatalot.webhooks.server.embedded.EmbeddedDatabaseTest.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one folder, as it is when a server runs and commands are given. */
class EmbeddedDatabaseProcessesTest {
  @TempDir private Path temp;

  @BeforeEach
  void prepare() throws IOException {
    Prepared.copyTo(temp);
  }

  @Test
  void aKilledProcessLeavesItsDataToTheNext() throws Exception {
    Process holder = hold("server");
    try (EmbeddedDatabase command = EmbeddedDatabase.forCommand(temp)) {
      run(command, "CREATE TABLE t AS SELECT 42 AS x");
    }
    holder.destroyForcibly().waitFor();
    ProcessHandle left = postmaster();
    assertThat(left.isAlive()).as("the database server outlives the process").isTrue();

    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      assertThat(query(database, "SELECT x FROM t")).isEqualTo("42");
      assertThat(postmaster().pid()).isNotEqualTo(left.pid());
    }
  }

  @Test
  void aKilledDatabaseServerIsStartedAgain() throws Exception {
    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      run(database, "CREATE TABLE t AS SELECT 42 AS x");
      ProcessHandle killed = postmaster();
      killed.destroyForcibly();
      killed.onExit().get(30, TimeUnit.SECONDS);
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (!answers(database) && System.nanoTime() - deadline < 0) {
        Thread.sleep(100);
      }
      assertThat(query(database, "SELECT x FROM t")).isEqualTo("42");
    }
  }

  private static boolean answers(EmbeddedDatabase database) {
    try {
      return query(database, "SELECT 1").equals("1");
    } catch (SQLException away) {
      return false;
    }
  }

  @Test
  void aKilledDatabaseServerAndProcessLeaveTheirDataToTheNext() throws Exception {
    Process holder = hold("server");
    try (EmbeddedDatabase command = EmbeddedDatabase.forCommand(temp)) {
      run(command, "CREATE TABLE t AS SELECT 42 AS x");
    }
    ProcessHandle left = postmaster();
    holder.destroyForcibly().waitFor();
    left.destroyForcibly();

    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      assertThat(query(database, "SELECT x FROM t")).isEqualTo("42");
    }
  }

  @Test
  void aServerIsRefusedWhileAnotherProcessServes() throws Exception {
    Process holder = hold("server");

    assertThatThrownBy(() -> ServerDatabase.in(temp))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("Another server (process " + holder.pid() + ")");
    end(holder);
  }

  @Test
  void aServerAndACommandWaitForACommand() throws Exception {
    Process holder = hold("command");
    // The common pool may have one thread alone.
    Executor threads = task -> new Thread(task).start();
    var server = CompletableFuture.supplyAsync(() -> ServerDatabase.in(temp), threads);
    var command =
        CompletableFuture.runAsync(() -> EmbeddedDatabase.forCommand(temp).close(), threads);
    assertThat(server).isNotDone();
    end(holder);

    try (EmbeddedDatabase database = server.get(60, TimeUnit.SECONDS)) {
      assertThat(query(database, "SELECT 1")).isEqualTo("1");
      command.get(60, TimeUnit.SECONDS);
    }
  }

  private ProcessHandle postmaster() throws IOException {
    String pid = Files.readAllLines(temp.resolve("postgresql/data/postmaster.pid")).get(0);
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** A process of its own that has the database. */
  private Process hold(String as) throws IOException {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DatabaseHolder.class.getName(),
                as,
                temp.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output =
        new BufferedReader(new InputStreamReader(holder.getInputStream(), StandardCharsets.UTF_8));
    assertThat(output.readLine()).startsWith("ready");
    return holder;
  }

  private static void end(Process holder) throws Exception {
    holder.getOutputStream().close();
    assertThat(holder.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(holder.exitValue()).isZero();
  }
}

package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database files of a folder and the server on them; used only under the folder's lock. */
final class Cluster {
  private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);

  static final String USER = "postgres";
  private static final int ATTEMPTS = 3;
  private static final Duration START = Duration.ofSeconds(120);

  /**
   * How long a restart is waited for; a longer restart goes on by itself, and the next round checks
   * it.
   */
  private static final Duration START_AGAIN = Duration.ofSeconds(5);

  private static final Duration END_OF_OTHERS = Duration.ofSeconds(20);

  /** A process number that no system assigns. */
  private static final String NOBODY = "2147483646";

  private final Folder folder;
  private final Programs programs;
  private final Path unpacked;
  private final Processes processes;

  Cluster(Folder folder) throws IOException {
    this.folder = folder;
    this.unpacked = Binaries.unpackInto(folder);
    this.programs = new Programs(folder, unpacked);
    this.processes = new Processes(folder.root());
  }

  Processes processes() {
    return processes;
  }

  /** The process of the server, if one was started and has not stopped in order. */
  Optional<Long> postmaster() throws IOException {
    return Folder.number(folder.postmasterPid());
  }

  /** Starts the server, and returns its port when it accepts connections. */
  int start() throws IOException {
    endLeftOver();
    Binaries.deleteOthers(folder, unpacked);
    make();
    for (int attempt = 1; ; attempt++) {
      int port = choosePort();
      try {
        launch(port, START);
        return port;
      } catch (EmbeddedDatabaseException failed) {
        // Another process may have taken the port after the check.
        if (attempt == ATTEMPTS || isFree(port)) {
          throw failed;
        }
      }
    }
  }

  /**
   * Restarts the server after it ended by itself, and returns when it accepts connections. It stops
   * nothing: a start that takes longer than {@link #START_AGAIN} goes on.
   *
   * @param port the port before, which the new server gets
   */
  void startAgain(int port) throws IOException {
    awaitEndOfOthers();
    if (!isFree(port)) {
      throw new EmbeddedDatabaseException("Somebody else has taken its port " + port);
    }
    launch(port, START_AGAIN);
  }

  private void launch(int port, Duration patience) throws IOException {
    Folder.write(folder.data().resolve("postgresql.conf"), configuration(port));
    Folder.write(folder.data().resolve("pg_hba.conf"), access());
    Files.deleteIfExists(folder.serverLog());
    programs.run(
        "pg_ctl",
        "start",
        "-D",
        folder.data().toString(),
        "-l",
        folder.serverLog().toString(),
        "-w",
        "-t",
        Long.toString(patience.toSeconds()));
  }

  void stop() throws IOException {
    programs.run("pg_ctl", "stop", "-D", folder.data().toString(), "-m", "fast", "-w", "-t", "120");
  }

  /**
   * Creates the database files on the first start. They get their name when they are complete, and
   * demand a password (scram) from the beginning, never {@code trust}.
   */
  private void make() throws IOException {
    if (Files.isDirectory(folder.data())) {
      requireReadable();
      return;
    }
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    Folder.write(
        folder.passwordFile(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    Path fresh = folder.root().resolve("data.new");
    Folder.deleteTree(fresh);
    // The builtin provider has Unicode without a locale of the system, which minimal systems lack.
    programs.run(
        "initdb",
        "-D",
        fresh.toString(),
        "-U",
        USER,
        "--auth=scram-sha-256",
        "--pwfile=" + folder.passwordFile(),
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8");
    Files.move(fresh, folder.data(), StandardCopyOption.ATOMIC_MOVE);
    Folder.forceFolder(folder.data().getParent());
  }

  private void requireReadable() throws IOException {
    if (!Files.isRegularFile(folder.passwordFile())) {
      throw new EmbeddedDatabaseException(
          folder.passwordFile() + " is gone: put it back from a copy of the folder");
    }
    String made = Folder.firstLine(folder.data().resolve("PG_VERSION")).orElse("unknown");
    String carried =
        Folder.firstLine(unpacked.resolve("share/postgresql/postgres.bki"))
            .map(line -> line.replaceAll("[^0-9]", ""))
            .orElse("unknown");
    if (!made.equals(carried)) {
      throw new EmbeddedDatabaseException(
          String.format(
              Locale.ROOT,
              "%s was made by PostgreSQL %s, and this version carries %s: move it over with"
                  + " pg_upgrade, or dump and restore it",
              folder.data(),
              made,
              carried));
    }
  }

  /** Stops the database server that a killed process left behind. */
  private void endLeftOver() throws IOException {
    Optional<Long> pid = postmaster();
    if (pid.isPresent() && processes.runs(pid.get())) {
      stopLeftOver();
    }
    awaitEndOfOthers();
  }

  /**
   * Waits until all processes of an earlier server have ended. Then changes a {@code
   * postmaster.pid} whose number now belongs to another program, so that it does not prevent the
   * start; the rest of the file stays, for postgres' own check of shared memory.
   */
  private void awaitEndOfOthers() throws IOException {
    long deadline = System.nanoTime() + END_OF_OTHERS.toNanos();
    while (processes.anyRuns()) {
      if (System.nanoTime() - deadline > 0) {
        throw new EmbeddedDatabaseException(
            "A PostgreSQL of an earlier run does not end in " + folder.root());
      }
      Pause.briefly();
    }
    if (Files.isRegularFile(folder.postmasterPid())) {
      List<String> lines = new ArrayList<>(Files.readAllLines(folder.postmasterPid()));
      if (lines.isEmpty()) {
        Files.delete(folder.postmasterPid());
        return;
      }
      if (!lines.get(0).equals(NOBODY)) {
        lines.set(0, NOBODY);
        Folder.write(folder.postmasterPid(), String.join("\n", lines) + "\n");
      }
    }
  }

  private void stopLeftOver() throws IOException {
    try {
      stop();
    } catch (EmbeddedDatabaseException failed) {
      // The server may have been stopping already, which pg_ctl reports as a failure. The wait
      // decides.
      LOG.debug("Stopping the database server of an earlier run failed", failed);
    }
  }

  private int choosePort() throws IOException {
    Optional<Integer> kept =
        Folder.number(folder.portFile()).filter(p -> p > 0 && p < 65536).map(Long::intValue);
    if (kept.isPresent() && isFree(kept.get())) {
      return kept.get();
    }
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      port = socket.getLocalPort();
    }
    Folder.write(folder.portFile(), Integer.toString(port));
    return port;
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(loopback(), port), 1);
      return true;
    } catch (BindException taken) {
      return false;
    }
  }

  private static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static String access() {
    return "# Written anew at every start.\n" + "host all all 127.0.0.1/32 scram-sha-256\n";
  }

  private static String configuration(int port) {
    return String.format(
        Locale.ROOT,
        """
        # Written anew at every start.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        password_encryption = 'scram-sha-256'
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        max_connections = 100
        shared_buffers = 64MB
        max_wal_size = 256MB
        timezone = 'UTC'
        log_timezone = 'UTC'
        lc_messages = 'C'
        log_checkpoints = off
        log_min_messages = fatal
        log_min_error_statement = panic
        """,
        port);
  }
}

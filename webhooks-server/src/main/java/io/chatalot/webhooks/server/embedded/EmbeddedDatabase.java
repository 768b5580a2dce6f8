package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL under a data directory, with what it holds kept between runs. It listens on
 * the loopback address alone and lets nobody in without the password, which only the owner of the
 * folder can read.
 *
 * <p>One process at a time has it. A server keeps it; a command borrows it from the server that
 * runs, or has it alone for as long as it works. Safe for use by many threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
  private static final Duration WAIT_OF_A_SERVER = Duration.ofSeconds(10);
  private static final Duration WAIT_OF_A_COMMAND = Duration.ofSeconds(60);

  /** Empty if it belongs to a server that runs. */
  private final Optional<Owned> owned;

  private final Folder folder;
  private final int port;
  private final String password;
  private boolean closed;

  private EmbeddedDatabase(Folder folder, int port, Optional<Owned> owned) throws IOException {
    this.folder = folder;
    this.port = port;
    this.owned = owned;
    this.password =
        Folder.firstLine(folder.passwordFile())
            .orElseThrow(() -> new EmbeddedDatabaseException(folder.passwordFile() + " is gone"));
  }

  /**
   * Starts it for a server, and makes it on the first start. Waits up to 10 s for a command that is
   * at work.
   *
   * @throws EmbeddedDatabaseException if another server has it, or it cannot be started
   */
  public static EmbeddedDatabase forServer(Path dataDir) {
    return open(dataDir, true);
  }

  /**
   * Starts it for a command, or joins the server that runs. Waits up to 60 s for other commands.
   *
   * @throws EmbeddedDatabaseException if it cannot be had
   */
  public static EmbeddedDatabase forCommand(Path dataDir) {
    return open(dataDir, false);
  }

  private static EmbeddedDatabase open(Path dataDir, boolean server) {
    try {
      Folder folder = Folder.in(dataDir);
      long deadline = System.nanoTime() + (server ? WAIT_OF_A_SERVER : WAIT_OF_A_COMMAND).toNanos();
      while (true) {
        Optional<FolderLock> lock = FolderLock.tryTake(folder);
        if (lock.isPresent()) {
          return start(folder, lock.get(), server);
        }
        Optional<Long> serving =
            Folder.number(folder.servingFile()).filter(pid -> ProcessHandle.of(pid).isPresent());
        if (serving.isPresent() && server) {
          throw new EmbeddedDatabaseException(
              "Another server (process %d) already uses %s: stop it, or choose another WEBHOOKS_DATA_DIR"
                  .formatted(serving.get(), folder.root()));
        }
        if (serving.isPresent()) {
          int port = Math.toIntExact(Folder.number(folder.portFile()).orElse(0L));
          return new EmbeddedDatabase(folder, port, Optional.empty());
        }
        if (System.nanoTime() - deadline > 0) {
          throw new EmbeddedDatabaseException(
              "Another process has had " + folder.root() + " for too long: try again later");
        }
        Pause.briefly();
      }
    } catch (IOException broken) {
      throw unusable(dataDir, broken);
    }
  }

  private static EmbeddedDatabase start(Folder folder, FolderLock lock, boolean server)
      throws IOException {
    Cluster cluster = null;
    boolean running = false;
    boolean done = false;
    try {
      Files.deleteIfExists(folder.servingFile());
      cluster = new Cluster(folder);
      int port = cluster.start();
      running = true;
      var database = new EmbeddedDatabase(folder, port, Optional.of(new Owned(lock, cluster)));
      database.requireDurableAndClosed();
      if (server) {
        Folder.write(folder.servingFile(), Long.toString(ProcessHandle.current().pid()));
        database.watch();
      }
      done = true;
      return database;
    } finally {
      if (!done) {
        letGo(lock, running ? Optional.of(cluster) : Optional.empty());
      }
    }
  }

  private static void letGo(FolderLock lock, Optional<Cluster> running) throws IOException {
    try {
      if (running.isPresent()) {
        running.get().stop();
      }
    } finally {
      lock.close();
    }
  }

  /** Sees to it that a PostgreSQL that ends by itself, killed for its memory say, comes back. */
  private void watch() throws IOException {
    Folder.number(folder.postmasterPid())
        .flatMap(ProcessHandle::of)
        .ifPresent(postmaster -> postmaster.onExit().thenRun(this::startAgain));
  }

  private synchronized void startAgain() {
    if (closed) {
      return;
    }
    LOG.warn("The embedded PostgreSQL ended by itself; starting it again");
    try {
      int again = owned.orElseThrow().cluster().start();
      if (again != port) {
        throw new EmbeddedDatabaseException("somebody else has taken its port " + port);
      }
      requireDurableAndClosed();
      watch();
    } catch (IOException | RuntimeException e) {
      LOG.error("The embedded PostgreSQL could not be started again; start the server anew", e);
    }
  }

  /** What the driver understands; without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Who to log in as. */
  public String user() {
    return Cluster.USER;
  }

  /** The secret to log in with. */
  public String password() {
    return password;
  }

  /**
   * An option that an operator's file or {@code ALTER SYSTEM} has turned off must not go unseen.
   */
  private void requireDurableAndClosed() {
    String query =
        """
        SELECT string_agg(wrong, ', ') FROM (
          SELECT name || '=' || setting FROM pg_settings
          WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting <> 'on'
             OR name = 'listen_addresses' AND setting <> '127.0.0.1'
             OR name = 'unix_socket_directories' AND setting <> ''
          UNION ALL
          SELECT 'pg_hba.conf: ' || coalesce(error, auth_method) FROM pg_hba_file_rules
          WHERE error IS NOT NULL OR auth_method <> 'scram-sha-256'
        ) AS t (wrong)
        """;
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(user());
    source.setPassword(password);
    source.setConnectTimeout(10);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      if (row.getString(1) != null) {
        throw new EmbeddedDatabaseException(
            "The embedded PostgreSQL in %s would not keep or guard what it is given: %s"
                .formatted(folder.root(), row.getString(1)));
      }
    } catch (SQLException refused) {
      throw new EmbeddedDatabaseException(
          "The embedded PostgreSQL in "
              + folder.root()
              + " lets nobody in: "
              + refused.getMessage(),
          refused);
    }
  }

  /**
   * Stops it, if it was started here; what was committed is there at the next start. Does nothing
   * when closed before.
   */
  @Override
  public synchronized void close() {
    if (closed || owned.isEmpty()) {
      return;
    }
    closed = true;
    try {
      Files.deleteIfExists(folder.servingFile());
      letGo(owned.get().lock(), Optional.of(owned.get().cluster()));
    } catch (IOException broken) {
      throw unusable(folder.root(), broken);
    }
  }

  private static EmbeddedDatabaseException unusable(Path dataDir, IOException broken) {
    return new EmbeddedDatabaseException(
        "WEBHOOKS_DATA_DIR " + dataDir + " cannot be used: " + broken, broken);
  }

  @Override
  public String toString() {
    return "EmbeddedDatabase[" + folder.root() + ", port " + port + "]";
  }

  private record Owned(FolderLock lock, Cluster cluster) {}
}

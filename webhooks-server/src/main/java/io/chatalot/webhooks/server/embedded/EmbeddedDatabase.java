package io.chatalot.webhooks.server.embedded;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.server.settings.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A durable PostgreSQL under a data directory, which keeps its data between runs. It listens on the
 * loopback address alone and demands a password that only the owner of the folder can read.
 *
 * <p>One process at a time owns it. A server owns it for its whole run; a command joins the
 * database of a running server, or owns it while it works. Safe for use by many threads.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** How long restarts of a database server that ended by itself are tried. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  /** How long the end of the watch is waited for; a running round is interrupted. */
  private static final Duration END_OF_WATCH = Duration.ofSeconds(3);

  private static final Duration WAIT_OF_A_SERVER = Duration.ofSeconds(10);
  private static final Duration WAIT_OF_A_COMMAND = Duration.ofSeconds(60);

  /** Empty if the database belongs to a running server. */
  private final Optional<Owned> owned;

  private final Folder folder;
  private final int port;
  private final String password;
  private Optional<Recurring> watch = Optional.empty();
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
   * Starts the database for a server, and creates it on the first start. Waits up to 10 s for a
   * running command. Restarts a database server that ends by itself.
   *
   * @param background runs the restarts, and reports their failures
   * @param patience how long restarts are tried
   * @param lost called once when the patience ends; must not wait for {@link #close}
   * @throws EmbeddedDatabaseException if another server owns the database, or it cannot be started
   */
  public static EmbeddedDatabase forServer(
      Path dataDir, Background background, Duration patience, Runnable lost) {
    return open(dataDir, Optional.of(new Watch(background, patience, lost)));
  }

  /**
   * Starts the database for a command, or joins the database of a running server. Waits up to 60 s
   * for other commands.
   *
   * @throws EmbeddedDatabaseException if the database is not available
   */
  public static EmbeddedDatabase forCommand(Path dataDir) {
    return open(dataDir, Optional.empty());
  }

  private static EmbeddedDatabase open(Path dataDir, Optional<Watch> watch) {
    boolean server = watch.isPresent();
    try {
      Folder folder = Folder.in(dataDir);
      long deadline = System.nanoTime() + (server ? WAIT_OF_A_SERVER : WAIT_OF_A_COMMAND).toNanos();
      while (true) {
        Optional<FolderLock> lock = FolderLock.tryTake(folder);
        if (lock.isPresent()) {
          return start(folder, lock.get(), watch);
        }
        Optional<Long> serving =
            Folder.number(folder.servingFile()).filter(pid -> ProcessHandle.of(pid).isPresent());
        if (serving.isPresent() && server) {
          throw new EmbeddedDatabaseException(
              String.format(
                  Locale.ROOT,
                  "Another server (process %d) already uses %s: stop it, or choose another"
                      + " WEBHOOKS_DATA_DIR",
                  serving.get(),
                  folder.root()));
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

  private static EmbeddedDatabase start(Folder folder, FolderLock lock, Optional<Watch> watch)
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
      database.guard().require(port);
      if (watch.isPresent()) {
        Folder.write(folder.servingFile(), Long.toString(ProcessHandle.current().pid()));
        database.watch(cluster, watch.get());
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

  private void watch(Cluster cluster, Watch how) throws IOException {
    var postmaster = new Postmaster(cluster, guard(), port);
    var caretaker = new Caretaker(postmaster, how.patience(), how.lost(), System::nanoTime);
    watch = Optional.of(caretaker.start(how.background()));
  }

  private Guard guard() {
    return new Guard(folder.root(), user(), password);
  }

  /** The URL for the driver, without user and password. */
  public String jdbcUrl() {
    return Guard.jdbcUrl(port);
  }

  /** The user to log in as. */
  public String user() {
    return Cluster.USER;
  }

  /** The password to log in with. */
  public String password() {
    return password;
  }

  /**
   * Stops the database if this object started it; committed data is there at the next start. Does
   * nothing when closed before.
   */
  @Override
  public synchronized void close() {
    if (closed || owned.isEmpty()) {
      return;
    }
    closed = true;
    watch.ifPresent(task -> task.closeAndWait(END_OF_WATCH));
    try {
      Files.deleteIfExists(folder.servingFile());
      letGo(owned.get().lock(), Optional.of(owned.get().cluster()).filter(this::mayRun));
    } catch (IOException broken) {
      throw unusable(folder.root(), broken);
    }
  }

  /** A database server that ended by itself and was not restarted needs no stop. */
  private boolean mayRun(Cluster cluster) {
    try {
      return cluster.processes().anyRuns();
    } catch (IOException unknown) {
      LOG.debug("Whether the embedded PostgreSQL runs cannot be known", unknown);
      return true;
    }
  }

  private static EmbeddedDatabaseException unusable(Path dataDir, IOException broken) {
    return new EmbeddedDatabaseException(
        "WEBHOOKS_DATA_DIR " + dataDir + " cannot be used: " + Causes.of(broken), broken);
  }

  @Override
  public String toString() {
    return "EmbeddedDatabase[" + folder.root() + ", port " + port + "]";
  }

  private record Owned(FolderLock lock, Cluster cluster) {}

  /** The watch over a server's database. */
  private record Watch(Background background, Duration patience, Runnable lost) {}
}

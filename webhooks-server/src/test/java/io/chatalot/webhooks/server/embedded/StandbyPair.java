package io.chatalot.webhooks.server.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A primary PostgreSQL with a synchronous standby: the standby has each commit before it counts.
 */
public final class StandbyPair implements AutoCloseable {
  private static final String PASSWORD = "of-the-pair";
  private static final Duration NEVER = Duration.ofSeconds(30);

  private final Folder folder;
  private final Programs programs;
  private final Path primary;
  private final Path standby;
  private final int primaryPort;
  private final int standbyPort;

  private StandbyPair(Path root) throws IOException {
    folder = Folder.in(root);
    programs = new Programs(folder, Binaries.unpackInto(folder));
    primary = folder.root().resolve("primary");
    standby = folder.root().resolve("standby");
    try (ServerSocket one = free();
        ServerSocket other = free()) {
      primaryPort = one.getLocalPort();
      standbyPort = other.getLocalPort();
    }
  }

  private static ServerSocket free() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
  }

  /** Starts both in the folder, and returns when the primary waits for the standby. */
  public static StandbyPair start(Path root) throws IOException, SQLException {
    var pair = new StandbyPair(root);
    try {
      pair.makePrimary();
      pair.makeStandby();
      pair.run("start", pair.primary, "-l", pair.log("primary"));
      pair.run("start", pair.standby, "-l", pair.log("standby"));
      pair.awaitSynchronous();
      return pair;
    } catch (IOException | SQLException | RuntimeException | Error e) {
      pair.close();
      throw e;
    }
  }

  private void makePrimary() throws IOException {
    Path password = folder.root().resolve("password");
    Folder.write(password, PASSWORD);
    programs.run(
        "initdb",
        "-D",
        primary.toString(),
        "-U",
        "postgres",
        "--auth=scram-sha-256",
        "--pwfile=" + password,
        "--encoding=UTF8",
        "--locale=C");
    Folder.write(
        primary.resolve("pg_hba.conf"),
        """
        host all all 127.0.0.1/32 scram-sha-256
        host replication all 127.0.0.1/32 scram-sha-256
        """);
    Folder.write(
        primary.resolve("postgresql.conf"),
        configuration(primaryPort) + "synchronous_standby_names = 'standby'\n");
  }

  /** Copies a primary that never ran; a primary that has run would need pg_basebackup. */
  private void makeStandby() throws IOException {
    try (Stream<Path> all = Files.walk(primary)) {
      for (Path each : all.toList()) {
        Files.copy(
            each,
            standby.resolve(primary.relativize(each).toString()),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
    Folder.write(standby.resolve("standby.signal"), "");
    Folder.write(
        standby.resolve("postgresql.conf"),
        configuration(standbyPort)
            + String.format(
                Locale.ROOT,
                "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres password=%s"
                    + " application_name=standby'\n",
                primaryPort,
                PASSWORD));
  }

  private static String configuration(int port) {
    return String.format(
        Locale.ROOT,
        """
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        synchronous_commit = on
        shared_buffers = 32MB
        """,
        port);
  }

  private void awaitSynchronous() throws SQLException {
    long end = System.nanoTime() + NEVER.toNanos();
    String query = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";
    try (Connection connection = connect(primaryPort);
        Statement statement = connection.createStatement()) {
      while (true) {
        try (ResultSet row = statement.executeQuery(query)) {
          row.next();
          if (row.getInt(1) == 1) {
            return;
          }
        }
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("the standby never caught up");
        }
      }
    }
  }

  private static Connection connect(int port) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", PASSWORD);
  }

  /** The database URL of both; a server that is given this URL connects to the primary. */
  public String url() {
    return String.format(
        Locale.ROOT,
        "postgresql://postgres:%s@127.0.0.1:%d,127.0.0.1:%d/postgres?targetServerType=primary",
        PASSWORD,
        primaryPort,
        standbyPort);
  }

  /** Ends the primary as a power cut does. */
  public void killPrimary() throws IOException {
    ProcessHandle postmaster =
        Folder.number(primary.resolve("postmaster.pid")).flatMap(ProcessHandle::of).orElseThrow();
    var all = Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
  }

  /** Makes the standby a primary that waits for nobody. */
  public void promote() throws IOException {
    run("promote", standby);
  }

  /** How often each content occurs among the messages of the former standby. */
  public Map<String, Integer> messages() throws SQLException {
    var messages = new HashMap<String, Integer>();
    try (Connection connection = connect(standbyPort);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT content FROM webhooks.message")) {
      while (row.next()) {
        messages.merge(row.getString(1), 1, Integer::sum);
      }
    }
    return messages;
  }

  /** How many messages the webhooks there count together. */
  public long counted() throws SQLException {
    try (Connection connection = connect(standbyPort);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT sum(messages_sent) FROM webhooks.webhook_usage")) {
      row.next();
      return row.getLong(1);
    }
  }

  private String log(String name) {
    return folder.root().resolve(name + ".log").toString();
  }

  private void run(String action, Path data, String... more) throws IOException {
    var arguments = Stream.of(action, "-D", data.toString(), "-w", "-t", "60");
    programs.run("pg_ctl", Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
  }

  /** Ends what still runs. */
  @Override
  public void close() throws IOException {
    for (Path data : new Path[] {standby, primary}) {
      boolean runs =
          Folder.number(data.resolve("postmaster.pid"))
              .flatMap(ProcessHandle::of)
              .filter(process -> process.info().command().isPresent())
              .isPresent();
      if (runs) {
        run("stop", data, "-m", "immediate");
      }
    }
  }
}

package io.chatalot.webhooks.bench.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own with default settings, so fully durable. It listens on the loopback
 * address alone, and closing it deletes it.
 */
public final class OwnPostgres implements AutoCloseable {
  private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
  private static final String INSTALL =
      "apt-get install postgresql, or name the folder of its programs by --postgres";

  /**
   * The system's user that runs PostgreSQL if we are root, since it refuses to run as root; also
   * the name of its superuser.
   */
  private static final String USER = "postgres";

  private final Programs programs;
  private final Path bin;
  private final Path folder;
  private final int port = Ports.free();
  private final String password = UUID.randomUUID().toString();
  private boolean closed;

  private OwnPostgres(Programs programs, Path bin, Path folder) {
    this.programs = programs;
    this.bin = bin;
    this.folder = folder;
  }

  /**
   * Creates a PostgreSQL and starts it.
   *
   * @param bin the folder of its programs; empty takes the newest installed one
   * @param parent the folder for its own folder
   */
  static OwnPostgres start(Programs programs, Cleanup cleanup, Optional<Path> bin, Path parent) {
    try {
      Path found = bin.isPresent() ? bin.get() : newest();
      if (!Files.isExecutable(found.resolve("initdb"))) {
        throw new BenchException("There is no initdb in " + found + ": " + INSTALL + ".");
      }
      Path folder = Files.createTempDirectory(parent, "webhooks-benchmark-");
      OwnPostgres postgres = cleanup.later(new OwnPostgres(programs, found, folder));
      postgres.start();
      return postgres;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newest() throws IOException {
    if (!Files.isDirectory(DEBIAN)) {
      return Programs.find("initdb", INSTALL).getParent();
    }
    try (Stream<Path> versions = Files.list(DEBIAN)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.comparing(bin -> Integer.valueOf(bin.getName(3).toString())))
          .orElseGet(() -> Programs.find("initdb", INSTALL).getParent());
    }
  }

  private void start() throws IOException {
    Path secret = Files.writeString(folder.resolve("password"), password);
    if (isRoot()) {
      Files.setOwner(folder, user(folder));
      Files.setOwner(secret, user(folder));
    }
    run("initdb", "-D", data(), "-U", USER, "-A", "scram-sha-256", "--pwfile=" + secret, "-EUTF8");
    startAgain();
  }

  /** Starts it again on the same data and port, and returns when it takes connections. */
  public void startAgain() {
    String settings =
        String.format(Locale.ROOT, "-p %d -h 127.0.0.1 -c unix_socket_directories=", port);
    run("pg_ctl", "-D", data(), "-l", folder.resolve("log").toString(), "-o", settings, "start");
  }

  private static UserPrincipal user(Path folder) throws IOException {
    try {
      return folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER);
    } catch (UserPrincipalNotFoundException e) {
      throw new BenchException(
          "PostgreSQL refuses to be run by root, and there is no user postgres", e);
    }
  }

  /** Ends it without a checkpoint, so that the next start has to recover. */
  public void kill() {
    run("pg_ctl", "-D", data(), "-m", "immediate", "stop");
  }

  /** Ends it in order, with a checkpoint. */
  public void stop() {
    run("pg_ctl", "-D", data(), "-m", "fast", "stop");
  }

  /** Whether it still runs. */
  public boolean isRunning() {
    return Files.exists(Path.of(data(), "postmaster.pid"));
  }

  /** Creates an empty database of this name, in place of an earlier one. */
  public OwnDatabase create(String name) {
    OwnDatabase admin = database("postgres");
    admin.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    admin.execute("CREATE DATABASE " + name);
    return database(name);
  }

  private OwnDatabase database(String name) {
    return new OwnDatabase(port, name, USER, password);
  }

  /** The version, as its program prints it. */
  public String version() {
    return run("postgres", "--version");
  }

  /** The folder of its data, on the measured disk. */
  public Path folder() {
    return folder;
  }

  /** Its own pgbench, or the system's. */
  public Path pgbench() {
    Path own = bin.resolve("pgbench");
    return Files.isExecutable(own)
        ? own
        : Programs.find("pgbench", "apt-get install postgresql-contrib");
  }

  private String run(String program, String... arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      Path setpriv = Programs.find("setpriv", "apt-get install util-linux");
      command.addAll(
          List.of(setpriv.toString(), "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
    }
    command.add(bin.resolve(program).toString());
    command.addAll(List.of(arguments));
    return programs.run(command, Map.of());
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /** Ends it at once, since its data are deleted too. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (isRunning()) {
      kill();
    }
    Folders.delete(folder);
  }
}

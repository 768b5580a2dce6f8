package io.chatalot.webhooks.server;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.server.database.DataSources;
import io.chatalot.webhooks.server.embedded.EmbeddedDatabase;
import io.chatalot.webhooks.server.embedded.ServerDatabase;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.postgresql.ds.PGSimpleDataSource;

/** Databases without anything in them, all on one embedded PostgreSQL that ends with the tests. */
public final class TestDatabases {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private TestDatabases() {}

  /** A pool on a new database; the caller closes it. */
  public static HikariDataSource open() {
    return DataSources.open(create(), 4, "test");
  }

  /** A new database, with user and password in its URL. */
  public static String createUrl() {
    return url(create());
  }

  /** With user and password in it. */
  static String url(DatabaseAddress address) {
    return String.format(
        Locale.ROOT,
        "%s?user=%s&password=%s",
        address.jdbcUrl(),
        URLEncoder.encode(address.user().orElseThrow(), StandardCharsets.UTF_8),
        URLEncoder.encode(address.password().orElseThrow(), StandardCharsets.UTF_8));
  }

  /** A new database. */
  public static DatabaseAddress create() {
    EmbeddedDatabase server = Server.RUNNING;
    String name = "test_" + COUNT.incrementAndGet();
    try (Connection connection =
            DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new DatabaseAddress(
        server.jdbcUrl().replaceAll("/postgres$", "/" + name),
        Optional.of(server.user()),
        Optional.of(server.password()));
  }

  /** A new database with the tables of a live Chatalot and the role of the webhooks. */
  public static ChatalotHost chatalot() {
    DatabaseAddress address = create();
    var source = new PGSimpleDataSource();
    source.setUrl(address.jdbcUrl());
    source.setUser(address.user().orElseThrow());
    source.setPassword(address.password().orElseThrow());
    return ChatalotHost.in(source);
  }

  private static final class Server {
    static final EmbeddedDatabase RUNNING = start();

    private static EmbeddedDatabase start() {
      try {
        Path folder = Files.createTempDirectory("webhooks-test");
        EmbeddedDatabase database = ServerDatabase.in(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(database, folder)));
        return database;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(EmbeddedDatabase database, Path folder) {
      database.close();
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one PostgreSQL of all tests in this JVM, as durable as a real one, and gone when the JVM
 * ends.
 */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final EmbeddedPostgres POSTGRES = start();

  private TestPostgres() {}

  private static EmbeddedPostgres start() {
    try {
      return durable(EmbeddedPostgres.builder()).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
    return builder
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("deadlock_timeout", "100ms");
  }

  /** A new database, without any tables. */
  public static DataSource emptyDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    Jdbi.create(POSTGRES.getPostgresDatabase())
        .useHandle(handle -> handle.execute("CREATE DATABASE " + name));
    return POSTGRES.getDatabase("postgres", name);
  }

  /** A new database with the tables of this module. */
  public static DataSource database() {
    DataSource database = emptyDatabase();
    Migrations.migrate(database);
    return database;
  }

  /** A new database with the tables of this module, and those of messages split. */
  static DataSource partitionedDatabase() {
    DataSource database = database();
    MessagePartitions.require(database, 4);
    return database;
  }

  /** A pool as a server has it. */
  public static HikariDataSource pool(DataSource database, int size) {
    return pool(database, size, null);
  }

  /** A pool whose new connections run a statement. */
  public static HikariDataSource pool(DataSource database, int size, String onConnecting) {
    var config = new HikariConfig();
    config.setConnectionInitSql(onConnecting);
    config.setDataSource(database);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }

  /** The same database by another name of the client, as {@code pg_stat_activity} shows it. */
  public static PGSimpleDataSource named(DataSource database, String applicationName) {
    var source = (PGSimpleDataSource) database;
    var named = new PGSimpleDataSource();
    named.setServerNames(source.getServerNames());
    named.setPortNumbers(source.getPortNumbers());
    named.setDatabaseName(source.getDatabaseName());
    named.setUser(source.getUser());
    named.setApplicationName(applicationName);
    return named;
  }
}

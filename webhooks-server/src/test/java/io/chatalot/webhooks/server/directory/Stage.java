package io.chatalot.webhooks.server.directory;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Database;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.server.TestDatabases;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** An empty directory, and a clock that a test sets. */
final class Stage implements AutoCloseable {
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  final InstantSource clock = now::get;
  final SecureRandom random = new SecureRandom();
  final Passwords passwords = new Passwords(random);
  final HikariDataSource pool = TestDatabases.open();
  final Database database = new Database(pool);
  final JdbcWebhookStore webhooks = new JdbcWebhookStore(database);
  final DirectoryAdmin admin = new DirectoryAdmin(database, webhooks, passwords, clock);
  final PostgresDirectory directory = new PostgresDirectory(database);
  final PostgresCommunities communities = new PostgresCommunities(database);
  final PostgresAccounts accounts = accounts(Duration.ofDays(30));

  Stage() {
    Migrations.migrate(pool);
    DirectorySchema.migrate(pool);
  }

  PostgresAccounts accounts(Duration sessionLife) {
    return new PostgresAccounts(database, passwords, random, clock, sessionLife);
  }

  long count(String table) {
    return database.call(
        handle ->
            handle.createQuery("SELECT count(*) FROM directory." + table).mapTo(Long.class).one());
  }

  @Override
  public void close() {
    pool.close();
  }
}

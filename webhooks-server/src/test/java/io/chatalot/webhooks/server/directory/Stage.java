package io.chatalot.webhooks.server.directory;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.server.TestDatabases;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** An empty directory, and a node whose clock has nothing to do with the database's. */
final class Stage implements AutoCloseable {
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  final InstantSource clock = now::get;
  final SecureRandom random = new SecureRandom();
  final Passwords passwords = new Passwords(random);
  final HikariDataSource pool = TestDatabases.open();
  final Database database = new Database(pool);
  final JdbcWebhookStore webhooks = new JdbcWebhookStore(database);
  final DirectoryAdmin admin = new DirectoryAdmin(database, webhooks, passwords);
  final PostgresDirectory directory = new PostgresDirectory(database);
  final PostgresCommunities communities = new PostgresCommunities(database);
  final PostgresAccounts accounts = accounts(Duration.ofDays(30));

  Stage() {
    Migrations.migrate(pool);
    DirectorySchema.migrate(pool);
  }

  PostgresAccounts accounts(Duration sessionLife) {
    return new PostgresAccounts(database, passwords, random, sessionLife);
  }

  /** As if that much time had passed: by the node's clock, and for all that the database holds. */
  void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    double seconds = time.toMillis() / 1_000.0;
    database.call(
        handle ->
            handle.execute(
                "UPDATE directory.session SET created_at = created_at - make_interval(secs => ?),"
                    + " expires_at = expires_at - make_interval(secs => ?)",
                seconds,
                seconds));
    database.call(
        handle ->
            handle.execute(
                "UPDATE directory.known_client SET seen_at = seen_at - make_interval(secs => ?)",
                seconds));
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

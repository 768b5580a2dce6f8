package io.chatalot.webhooks.adapter.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.Migrations;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {
  private static void requireUnavailable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessage("The database is away; try again.");
  }

  private static Webhook added(JdbcWebhookStore webhooks) {
    return Samples.added(webhooks, Samples.channel());
  }

  @Test
  void aDatabaseThatStopsIsUnavailableAndAllIsWellWhenItIsBack(@TempDir Path folder)
      throws Exception {
    EmbeddedPostgres postgres = builder(folder).start();
    DataSource address = postgres.getPostgresDatabase();
    Migrations.migrate(address);
    // No pool: it would go on saying no for a while, since it pauses between its own attempts.
    var database = new Database(address);
    var webhooks = new JdbcWebhookStore(database);
    Webhook webhook = added(webhooks);
    try (var messages = new JdbcMessageLog(database, address)) {
      messages.append(Samples.once(webhook, "key", "text"));
      var woken = new Semaphore(0);
      messages.subscribe(webhook.channelId(), woken::release);

      postgres.close();
      requireUnavailable(() -> messages.append(Samples.plain(webhook, "lost")));
      requireUnavailable(() -> messages.latestPosition(webhook.channelId()));
      requireUnavailable(() -> webhooks.find(webhook.id()));

      postgres = builder(folder).setPort(postgres.getPort()).start();
      woken.drainPermits();
      assertThat(messages.append(Samples.once(webhook, "key", "text")).outcome())
          .isEqualTo(Outcome.REPLAYED);
      assertThat(messages.append(Samples.plain(webhook, "found")).outcome())
          .isEqualTo(Outcome.STORED);
      assertThat(messages.latestPosition(webhook.channelId())).isEqualTo(2);
      assertThat(woken.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      postgres.close();
    }
  }

  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void causesThatGoRoundInACircleAreNoTrap() {
    var first = new IllegalStateException("first");
    var inside = new SQLException("shutting down", "57P01");
    first.initCause(inside);
    inside.initCause(new IllegalStateException("third", first));
    var other = new IllegalStateException("other");
    other.initCause(new IllegalStateException("around", other));

    assertThat(Outage.in(first)).contains(inside);
    assertThat(Outage.in(other)).isEmpty();
    assertThat(Outage.givenUpIn(other)).isEmpty();
  }

  private static EmbeddedPostgres.Builder builder(Path folder) {
    return TestPostgres.durable(EmbeddedPostgres.builder())
        .setDataDirectory(folder.resolve("data"))
        .setCleanDataDirectory(false);
  }

  @Test
  void aSessionThatTheServerEndsIsUnavailableAndTheNextIsWell() {
    DataSource address = TestPostgres.database();
    Jdbi admin = Jdbi.create(address);
    try (HikariDataSource pool = TestPostgres.pool(address, 1)) {
      var database = new Database(pool);
      requireUnavailable(
          () ->
              database.inTransaction(
                  handle -> {
                    int session =
                        handle.createQuery("SELECT pg_backend_pid()").mapTo(Integer.class).one();
                    admin.useHandle(
                        other -> other.execute("SELECT pg_terminate_backend(?)", session));
                    return handle.createQuery("SELECT 1").mapTo(Integer.class).one();
                  }));
      assertThat(
              database.<Integer>call(
                  handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one()))
          .isEqualTo(1);
    }
  }

  @Test
  void aPoolThatHasNoConnectionToGiveIsUnavailable() throws Exception {
    try (HikariDataSource pool = TestPostgres.pool(TestPostgres.database(), 1)) {
      var webhooks = new JdbcWebhookStore(new Database(pool));
      try (Connection taken = pool.getConnection()) {
        assertThat(taken.isClosed()).isFalse();
        requireUnavailable(() -> webhooks.list(Samples.channel()));
      }
      assertThat(webhooks.list(Samples.channel())).isEmpty();
    }
  }

  @Test
  void aDatabaseThatTakesNoWritesIsUnavailableForThem() {
    DataSource address = TestPostgres.database();
    Jdbi.create(address)
        .useHandle(
            handle ->
                handle.execute(
                    "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I"
                        + " SET default_transaction_read_only = on', current_database()); END $$"));
    var webhooks = new JdbcWebhookStore(new Database(address));

    requireUnavailable(() -> added(webhooks));
    assertThat(webhooks.list(Samples.channel())).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"53100", "53200", "53300", "57P01", "57P03", "58030", "08006"})
  void aDatabaseWithoutDiskMemoryOrConnectionsIsAway(String state) {
    var database = new Database(TestPostgres.emptyDatabase());
    requireUnavailable(() -> database.call(handle -> handle.execute(raising(state))));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"40001", "40P01", "55P03", "57014"})
  void aCallThatTheDatabaseGaveUpMayBeMadeAgain(String state) {
    var database = new Database(TestPostgres.emptyDatabase());
    assertThatThrownBy(() -> database.inTransaction(handle -> handle.execute(raising(state))))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
        .hasMessage("The database is busy; try again.");
    assertThat(database.isThere()).isTrue();
  }

  private static String raising(String state) {
    return "DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '" + state + "'; END $$";
  }
}

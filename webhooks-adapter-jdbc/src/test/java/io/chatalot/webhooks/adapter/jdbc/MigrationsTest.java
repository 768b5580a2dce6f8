package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
  private static final long KEPT = Duration.ofDays(30).toSeconds();

  private static List<String> tables(DataSource database, String schema) {
    return Jdbi.create(database)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT tablename FROM pg_tables WHERE schemaname = :schema"
                            + " ORDER BY tablename")
                    .bind("schema", schema)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void nodesThatStartTogetherMigrateOnce() {
    DataSource database = TestPostgres.emptyDatabase();

    Race.run(
        4,
        runner -> {
          Migrations.migrate(database);
          return null;
        });

    assertThat(tables(database, "webhooks")).contains("webhook", "message", "audit_entry");
  }

  @Test
  void aSchemaThatIsUpToDateStaysAsItIs() {
    DataSource database = TestPostgres.database();
    List<String> before = tables(database, "webhooks");

    Migrations.migrate(database);

    assertThat(tables(database, "webhooks")).isEqualTo(before);
  }

  @Test
  void aStartAsksForTheNewestScript() {
    var migrations =
        Flyway.configure()
            .dataSource(TestPostgres.emptyDatabase())
            .schemas("webhooks")
            .locations("classpath:db/webhooks")
            .load()
            .info()
            .all();

    assertThat(migrations[migrations.length - 1].getVersion()).hasToString(Migrations.NEWEST);
  }

  /** Each step of the way, since a node may have stopped at any. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void whatOlderVersionsStoredIsThereAfterwards(String version) {
    DataSource database = TestPostgres.emptyDatabase();
    Flyway.configure()
        .dataSource(database)
        .schemas("webhooks")
        .locations("classpath:db/webhooks")
        .target(version)
        .load()
        .migrate();
    Jdbi jdbi = Jdbi.create(database);
    ChannelId channel = Samples.channel();
    UUID id = channel.value();
    jdbi.useHandle(
        handle -> {
          for (int day : List.of(2, 1)) {
            handle.execute(
                "INSERT INTO webhooks.audit_entry"
                    + " (id, channel_id, webhook_id, webhook_name, action, user_id, at)"
                    + " VALUES (gen_random_uuid(), ?, ?, ?, 'EDITED', ?, make_date(2026, 1, ?))",
                id,
                id,
                "day " + day,
                id,
                day);
          }
          if (version.equals("2")) {
            handle.execute("INSERT INTO webhooks.retention (kept_seconds) VALUES (?)", KEPT);
          }
        });

    Migrations.migrate(database);

    assertThat(new JdbcAuditTrail(new Database(database)).latest(channel, 3))
        .extracting(entry -> entry.webhookName().value())
        .containsExactly("day 1", "day 2");
    List<Long> kept =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("SELECT kept_seconds FROM webhooks.retention")
                    .mapTo(Long.class)
                    .list());
    assertThat(kept).isEqualTo(version.equals("2") ? List.of(KEPT) : List.of());
    new MessageRetention(new Database(database), Duration.ofSeconds(KEPT)).removeOld();
  }

  @Test
  void aSchemaThatWasDroppedIsMadeAnew() {
    DataSource database = TestPostgres.database();
    Jdbi.create(database).useHandle(handle -> handle.execute("DROP SCHEMA webhooks CASCADE"));

    Migrations.migrate(database);

    assertThat(tables(database, "webhooks")).contains("audit_entry");
  }

  @Test
  void nothingLandsOutsideTheSchema() {
    assertThat(tables(TestPostgres.database(), "public")).isEmpty();
  }

  @Test
  void anotherSchemaHasAHistoryOfItsOwn() {
    DataSource database = TestPostgres.database();

    Migrations.migrate(database, "elsewhere", "classpath:db/elsewhere", "1");

    assertThat(tables(database, "elsewhere")).containsExactly("flyway_schema_history", "something");
  }

  @Test
  void aScriptThatFailsSaysSo() {
    DataSource database = TestPostgres.emptyDatabase();

    assertThatThrownBy(() -> Migrations.migrate(database, "broken", "classpath:db/broken", "1"))
        .isInstanceOf(FlywayException.class);
  }
}

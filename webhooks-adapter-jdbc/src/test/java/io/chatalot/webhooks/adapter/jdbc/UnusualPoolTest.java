package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.MessageLogContract;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.contract.WebhookStoreContract;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.application.driven.MessageLog;
import io.chatalot.webhooks.application.driven.WebhookStore;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** All stores, on a pool that an embedder has set up for work of its own. */
class UnusualPoolTest {
  private static HikariDataSource pool;
  private static Database database;
  private static JdbcMessageLog one;
  private static JdbcMessageLog other;

  /** As with Spring and Hibernate, and stricter than PostgreSQL's default. */
  static HikariDataSource unusual(DataSource database) {
    var config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(12);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(2_000);
    config.setAutoCommit(false);
    config.setReadOnly(true);
    config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
    return new HikariDataSource(config);
  }

  @BeforeAll
  static void open() {
    pool = unusual(TestPostgres.emptyDatabase());
    Migrations.migrate(pool);
    database = new Database(pool);
    one = new JdbcMessageLog(database, pool);
    other = new JdbcMessageLog(database, pool);
  }

  @AfterAll
  static void close() {
    one.close();
    other.close();
    pool.close();
  }

  @Nested
  class Webhooks implements WebhookStoreContract {
    @Override
    public WebhookStore webhooks() {
      return new JdbcWebhookStore(database);
    }

    @Override
    public AuditTrail audit() {
      return new JdbcAuditTrail(database);
    }

    @Override
    public void age(Webhook webhook, Duration by) {
      Ageing.age(database, webhook, by);
    }
  }

  @Nested
  class Messages implements MessageLogContract {
    @Override
    public WebhookStore webhooks() {
      return new JdbcWebhookStore(database);
    }

    @Override
    public MessageLog messages() {
      return one;
    }

    @Override
    public MessageLog otherNode() {
      return other;
    }

    @Override
    public void age(Webhook webhook, Duration by) {
      Ageing.age(database, webhook, by);
    }
  }

  @Nested
  class Retention extends MessageRetentionTest {
    @Override
    HikariDataSource newPool() {
      HikariDataSource fresh = unusual(TestPostgres.emptyDatabase());
      Migrations.migrate(fresh);
      return fresh;
    }
  }

  @Nested
  class PartitionedRetention extends MessageRetentionTest {
    @Override
    HikariDataSource newPool() {
      HikariDataSource fresh = unusual(TestPostgres.emptyDatabase());
      Migrations.migrate(fresh);
      MessagePartitions.require(fresh, 4);
      return fresh;
    }
  }

  @Test
  void nodesThatStartTogetherMigrateOnce() {
    try (HikariDataSource fresh = unusual(TestPostgres.emptyDatabase())) {
      Race.run(
          3,
          runner -> {
            Migrations.migrate(fresh);
            MessagePartitions.require(fresh, 4);
            return null;
          });
      assertThat(new JdbcWebhookStore(new Database(fresh)).list(Samples.channel())).isEmpty();
    }
  }

  @Test
  void thePoolHasItsConnectionsBackAsTheyWere() throws SQLException {
    try (HikariDataSource single = TestPostgres.pool(TestPostgres.database(), 1)) {
      DataSource careless = new Careless(single.getConnection());
      var webhooks = new JdbcWebhookStore(new Database(careless));
      Webhook webhook = Samples.added(webhooks, Samples.channel());

      Connection connection = careless.getConnection();
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.isReadOnly()).isTrue();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
      connection.rollback();
      assertThat(webhooks.find(webhook.id())).isPresent();
    }
  }

  @Test
  void aTransactionOfSomebodyElsesIsRefusedAndLeftAlone() throws SQLException {
    try (HikariDataSource single = TestPostgres.pool(TestPostgres.database(), 1)) {
      var careless = new Careless(single.getConnection());
      var webhooks = new JdbcWebhookStore(new Database(careless));
      NewWebhook webhook = Samples.newWebhook(Samples.channel());
      try (var statement = careless.getConnection().createStatement()) {
        statement.execute("SELECT set_config('their.work', 'unfinished', true)");

        assertThatThrownBy(() -> webhooks.add(webhook, 1, Samples.created(webhook)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith("The data source gave a connection in the middle of a");

        try (var left = statement.executeQuery("SELECT current_setting('their.work', true)")) {
          left.next();
          assertThat(left.getString(1)).isEqualTo("unfinished");
        }
        assertThat(careless.getConnection().getAutoCommit()).isFalse();
        careless.getConnection().rollback();
      }
      assertThat(webhooks.find(webhook.id())).isEmpty();
    }
  }
}

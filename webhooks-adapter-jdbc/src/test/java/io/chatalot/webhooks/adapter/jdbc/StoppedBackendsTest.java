package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL's processes stop without ending: connections stay open, and nothing answers. */
class StoppedBackendsTest {
  private EmbeddedPostgres postgres;
  private HikariDataSource pool;
  private Database database;
  private JdbcMessageLog messages;
  private Webhook webhook;
  private final ExecutorService callers = Executors.newCachedThreadPool();

  @BeforeEach
  void open() throws IOException {
    postgres = TestPostgres.durable(EmbeddedPostgres.builder()).start();
    DataSource address = postgres.getPostgresDatabase();
    Migrations.migrate(address);
    pool = TestPostgres.pool(TestPostgres.named(address, "stopped"), 4);
    database = new Database(pool);
    messages = new JdbcMessageLog(database, pool);
    webhook = Samples.added(new JdbcWebhookStore(database), Samples.channel());
  }

  @AfterEach
  void close() throws IOException {
    callers.shutdown();
    messages.close();
    pool.close();
    postgres.close();
  }

  private List<Integer> backends() {
    return Jdbi.create(postgres.getPostgresDatabase())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT pid FROM pg_stat_activity WHERE application_name = 'stopped'")
                    .mapTo(Integer.class)
                    .list());
  }

  private static void signal(String signal, List<Integer> processes) throws Exception {
    for (int process : processes) {
      Process kill = new ProcessBuilder("kill", signal, Integer.toString(process)).start();
      assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private Appended append(String content) {
    return messages.append(Samples.plain(webhook, content));
  }

  @Test
  void aLogIsNotSaidToStoreWhileItsWriterHangsAndGivesItsConnectionUp() throws Exception {
    append("first");
    List<Integer> stopped;
    Future<Appended> hanging;
    try (Connection other = lock("SELECT FROM webhooks.webhook FOR UPDATE")) {
      hanging = callers.submit(() -> append("hangs"));
      Await.until("its statement waits", () -> waiting() == 1);
      stopped = backends();
      signal("-STOP", stopped);
      other.rollback();
    }
    try {
      Await.until("it is known to hang", () -> !messages.isStoring());
      // A new connection works, and says nothing about the writer's.
      assertThat(canConnect()).isTrue();

      Await.until("it stores again while they are stopped", messages::isStoring);
      assertThatThrownBy(() -> hanging.get(2, TimeUnit.SECONDS))
          .cause()
          .isInstanceOfSatisfying(
              WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThat(append("after").outcome()).isEqualTo(Outcome.STORED);
    } finally {
      signal("-CONT", stopped);
    }
  }

  private Connection lock(String statement) throws SQLException {
    Connection connection = postgres.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    try (Statement locking = connection.createStatement()) {
      locking.execute(statement);
    }
    return connection;
  }

  /** How many of the log's statements wait for a lock. */
  private int waiting() {
    return Jdbi.create(postgres.getPostgresDatabase())
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM pg_stat_activity"
                            + " WHERE application_name = 'stopped' AND wait_event_type = 'Lock'")
                    .mapTo(Integer.class)
                    .one());
  }

  private boolean canConnect() {
    return Jdbi.create(postgres.getPostgresDatabase())
        .withHandle(handle -> handle.createQuery("SELECT true").mapTo(Boolean.class).one());
  }

  @Test
  void aBatchThatWaitsForALockIsCancelledAndLeavesNothingWaiting() throws Exception {
    append("first");
    try (Connection other = lock("LOCK TABLE webhooks.message IN ACCESS EXCLUSIVE MODE")) {
      Future<Appended> waits = callers.submit(() -> append("waits"));
      Await.until("its statement waits", () -> waiting() == 1);

      assertThatThrownBy(() -> Await.result(waits))
          .isInstanceOf(WebhookException.class)
          .hasMessage("The database is busy; try again.");
      assertThat(waiting()).isZero();
      assertThat(messages.isStoring()).isFalse();
      other.rollback();
    }
    Await.until("it stores again", messages::isStoring);
    assertThat(append("second").outcome()).isEqualTo(Outcome.STORED);
    assertThat(messages.latestPosition(webhook.channelId())).isEqualTo(2);
  }

  @Test
  void aDatabaseThatIsReadOnlyStoresNothing() {
    assertThat(messages.isStoring()).isTrue();
    Jdbi.create(postgres.getPostgresDatabase())
        .useHandle(
            handle ->
                handle.execute("ALTER DATABASE postgres SET default_transaction_read_only = on"));
    pool.getHikariPoolMXBean().softEvictConnections();

    Await.until("it is said to store nothing", () -> !messages.isStoring());
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens while somebody else holds the lock of a channel, so that messages pile up. */
class BusyChannelTest {
  private static HikariDataSource pool;

  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final List<Integer> batches = new ArrayList<>();
  private JdbcMessageLog messages;
  private Webhook webhook;
  private Connection lock;

  @BeforeAll
  static void makeDatabase() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    Jdbi.create(pool)
        .useHandle(
            handle -> handle.execute("ALTER TABLE webhooks.message ADD CHECK (content <> 'bad')"));
  }

  @BeforeEach
  void lockChannel() throws SQLException {
    var database = new Database(pool);
    messages = new JdbcMessageLog(database, pool, 4, (rows, took) -> batches.add(rows));
    webhook = Samples.added(new JdbcWebhookStore(database), Samples.channel());
    messages.append(Samples.plain(webhook, "before"));
    lock = pool.getConnection();
    lock.setAutoCommit(false);
    try (PreparedStatement statement =
        lock.prepareStatement(
            "SELECT * FROM webhooks.channel_feed WHERE channel_id = ? FOR UPDATE")) {
      statement.setObject(1, webhook.channelId().value());
      statement.execute();
    }
  }

  @AfterEach
  void end() throws SQLException {
    lock.close();
    messages.close();
    callers.shutdown();
  }

  private Future<Appended> call(NewMessage message) {
    return callers.submit(() -> messages.append(message));
  }

  /** One whose batch waits for the lock. */
  private Future<Appended> first() throws SQLException {
    Future<Appended> first = call(Samples.plain(webhook, "first"));
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      Await.until(
          "the batch waits for the channel",
          () -> isAnyWaiting(statement) && messages.queueLength() == 0);
    }
    return first;
  }

  private static boolean isAnyWaiting(Statement statement) {
    try (var rows =
        statement.executeQuery(
            "SELECT 1 FROM pg_stat_activity"
                + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
      return rows.next();
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  private List<Future<Appended>> queued(String... contents) {
    var calls = new ArrayList<Future<Appended>>();
    for (String content : contents) {
      calls.add(call(Samples.plain(webhook, content)));
      Await.until("it waits", () -> messages.queueLength() == calls.size());
    }
    return calls;
  }

  private List<String> contents() {
    return messages.page(webhook.channelId(), MessageRange.newest(100)).stream()
        .map(Message::content)
        .map(Object::toString)
        .toList();
  }

  @Test
  void aFullQueueRefusesTheNextMessage() throws Exception {
    Future<Appended> first = first();
    queued("1", "2", "3", "4");

    assertThatThrownBy(() -> messages.append(Samples.plain(webhook, "5")))
        .isInstanceOf(WebhookException.class)
        .hasMessage("The queue is full; try again.");
    lock.rollback();
    Await.result(first);
    messages.close();
    assertThat(contents()).containsExactly("4", "3", "2", "1", "first", "before");
    assertThat(batches).containsExactly(1, 1, 4);
  }

  @Test
  void aRowThatTheDatabaseRefusesFailsAlone() throws Exception {
    first();
    List<Future<Appended>> calls = queued("good", "bad", "fine");
    lock.rollback();

    assertThat(Await.result(calls.get(0)).outcome()).isEqualTo(Outcome.STORED);
    assertThatThrownBy(() -> Await.result(calls.get(1)))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(Await.result(calls.get(2)).outcome()).isEqualTo(Outcome.STORED);
    assertThat(contents()).containsExactly("fine", "good", "first", "before");
  }

  @Test
  void closingCommitsWhatWaits() throws Exception {
    first();
    List<Future<Appended>> calls = queued("1", "2");
    Future<?> closing = callers.submit(messages::close);
    lock.rollback();

    Await.result(closing);
    for (Future<Appended> call : calls) {
      assertThat(Await.result(call).outcome()).isEqualTo(Outcome.STORED);
    }
    assertThat(contents()).containsExactly("2", "1", "first", "before");
    assertThatThrownBy(() -> messages.append(Samples.plain(webhook, "late")))
        .isInstanceOf(WebhookException.class);
  }
}

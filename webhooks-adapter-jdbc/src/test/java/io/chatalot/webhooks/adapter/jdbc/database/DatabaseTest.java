package io.chatalot.webhooks.adapter.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static final ExecutorService executor = Executors.newCachedThreadPool();
  private static DataSource source;
  private static Database database;

  @BeforeAll
  static void makeDatabase() {
    source = TestPostgres.emptyDatabase();
    database = new Database(source);
    database.call(handle -> handle.execute("CREATE TABLE number (n int)"));
  }

  @AfterAll
  static void end() {
    executor.shutdownNow();
  }

  private static int numbers() {
    return database.call(
        handle -> handle.createQuery("SELECT count(*) FROM number").mapTo(Integer.class).one());
  }

  @Test
  void aWrongStatementIsNotAnOutageAndItsExceptionShowsNoValues() {
    assertThatThrownBy(
            () ->
                database.call(
                    handle ->
                        handle
                            .createUpdate("INSERT INTO nowhere VALUES (:value)")
                            .bind("value", "secret")
                            .execute()))
        .isInstanceOf(UnableToExecuteStatementException.class)
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("INSERT");
  }

  @Test
  void whatIsThrownInATransactionComesThroughAndUndoesIt() {
    var refused = WebhookException.notFound("number");
    int before = numbers();

    assertThatThrownBy(
            () ->
                database.inTransaction(
                    handle -> {
                      handle.execute("INSERT INTO number VALUES (1)");
                      throw refused;
                    }))
        .isSameAs(refused);
    assertThat(numbers()).isEqualTo(before);
  }

  @Test
  void aTransactionThatReturnsIsDone() {
    int before = numbers();

    database.inTransaction(handle -> handle.execute("INSERT INTO number VALUES (1)"));

    assertThat(numbers()).isEqualTo(before + 1);
  }

  @Test
  void workThatAnotherTransactionWasInTheWayOfIsDoneAgain() throws Exception {
    database.call(handle -> handle.execute("CREATE TABLE held (n int)"));
    database.call(handle -> handle.execute("INSERT INTO held VALUES (0)"));
    var tries = new AtomicInteger();
    HandleCallback<Integer, RuntimeException> raise =
        handle -> {
          tries.incrementAndGet();
          handle.execute("SET LOCAL lock_timeout = '20ms'");
          return handle.execute("UPDATE held SET n = n + 1");
        };
    try (Connection other = source.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT FROM held FOR UPDATE");

      assertThatThrownBy(() -> database.trying(3).inTransaction(raise))
          .isInstanceOfSatisfying(
              WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
      assertThat(tries).hasValue(3);
      Future<Integer> done = executor.submit(() -> database.trying(1_000).inTransaction(raise));
      Await.until("it was tried again", () -> tries.get() > 5);
      other.rollback();
      assertThat(Await.result(done)).isEqualTo(1);
    }
    assertThat(
            database.<Integer>call(
                handle -> handle.createQuery("SELECT n FROM held").mapTo(Integer.class).one()))
        .isEqualTo(1);
  }

  @Test
  void wrongWorkIsDoneOnce() {
    var tries = new AtomicInteger();

    assertThatThrownBy(
            () ->
                database
                    .trying(5)
                    .call(
                        handle -> {
                          tries.incrementAndGet();
                          return handle.execute("SELECT * FROM nowhere");
                        }))
        .isInstanceOf(UnableToExecuteStatementException.class);
    assertThat(tries).hasValue(1);
  }
}

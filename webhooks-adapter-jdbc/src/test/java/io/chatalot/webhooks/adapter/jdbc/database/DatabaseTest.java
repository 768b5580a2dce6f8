package io.chatalot.webhooks.adapter.jdbc.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.domain.WebhookException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DatabaseTest {
  private static Database database;

  @BeforeAll
  static void makeDatabase() {
    database = new Database(TestPostgres.emptyDatabase());
    database.call(handle -> handle.execute("CREATE TABLE number (n int)"));
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
}

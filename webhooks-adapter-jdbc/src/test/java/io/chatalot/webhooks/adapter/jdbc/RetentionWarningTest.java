package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator reads when retention is about to remove much. */
class RetentionWarningTest {
  private static final Duration AGE = Duration.ofDays(30);
  private static final String WARNING =
      "WARN Removing %d messages, more than a tenth of all, though the age of %d days that they are"
          + " kept for has not changed: is the database's clock right?";

  private final LoggedLines log = new LoggedLines();
  private HikariDataSource pool;
  private Database database;
  private JdbcMessageLog messages;
  private Webhook webhook;

  @BeforeEach
  void open() {
    pool = TestPostgres.pool(TestPostgres.database(), 4);
    database = new Database(pool);
    messages = new JdbcMessageLog(database, pool);
    webhook = Samples.added(new JdbcWebhookStore(database), Samples.channel());
  }

  @AfterEach
  void close() {
    messages.close();
    pool.close();
  }

  private void send(int count, Duration age) {
    for (int i = 0; i < count; i++) {
      Message message = messages.append(Samples.plain(webhook, "text")).message().orElseThrow();
      Ageing.age(database, message, age);
    }
  }

  private int round(Duration age) {
    return new MessageRetention(database, age, log).removeOld();
  }

  @Test
  void a_round_that_removes_more_than_a_tenth_says_so_in_one_line() {
    round(AGE);
    send(3, AGE.plusHours(1));
    send(26, Duration.ZERO);

    assertThat(round(AGE)).isEqualTo(3);
    assertThat(log.lines()).containsExactly(WARNING.formatted(3, 30));
  }

  @Test
  void a_round_that_removes_a_tenth_says_nothing() {
    round(AGE);
    send(3, AGE.plusHours(1));
    send(27, Duration.ZERO);

    assertThat(round(AGE)).isEqualTo(3);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void the_first_round_after_a_change_of_the_age_may_remove_much_and_the_next_may_not() {
    send(5, AGE.plusHours(1));
    assertThat(round(AGE)).isEqualTo(5);

    Duration shorter = AGE.minusDays(10);
    send(5, shorter.plusHours(1));
    assertThat(round(shorter)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();

    send(5, shorter.plusHours(1));
    assertThat(round(shorter)).isEqualTo(5);
    assertThat(log.lines()).containsExactly(WARNING.formatted(5, 20));
  }

  @Test
  void nodes_that_keep_messages_for_different_times_warn_all_the_same() {
    Duration shorter = AGE.minusDays(10);
    var one = new MessageRetention(database, AGE, log);
    var other = new MessageRetention(database, shorter, log);
    for (MessageRetention node : List.of(one, other, one)) {
      assertThat(node.removeOld()).isZero();
    }

    send(5, shorter.plusHours(1));
    assertThat(other.removeOld()).isEqualTo(5);
    send(6, AGE.plusHours(1));
    assertThat(one.removeOld()).isEqualTo(6);
    assertThat(log.lines()).containsExactly(WARNING.formatted(5, 20), WARNING.formatted(6, 30));
  }

  @Test
  void retention_that_was_off_meanwhile_counts_as_changed() {
    round(AGE);
    MessageRetention.isOff(database);
    send(5, AGE.plusHours(1));

    assertThat(round(AGE)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void a_first_round_that_was_cut_off_is_not_over() throws Exception {
    send(5, AGE.plusHours(1));
    ExecutorService node = Executors.newSingleThreadExecutor();
    try (Connection other = pool.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE webhooks.message_change IN ACCESS EXCLUSIVE MODE");
      Future<Integer> round = node.submit(() -> round(AGE));
      Await.until("it is in the middle", () -> Waiting.count(database) == 1);
      node.shutdownNow();
      other.rollback();
      assertThat(Await.result(round)).isEqualTo(5);
    } finally {
      node.shutdownNow();
    }

    send(5, AGE.plusHours(1));
    assertThat(round(AGE)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.retention.RetentionDifference;
import io.chatalot.webhooks.adapter.jdbc.retention.RetentionSetting;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  private static final String DIFFERENT =
      "WARN This node keeps messages %s, and another node for %d days: the shortest time holds for"
          + " the messages of all, so give all nodes the same";

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
    return node(Optional.of(age)).removeOld();
  }

  private MessageRetention node(Optional<Duration> age) {
    return new MessageRetention(database, age, log);
  }

  /** Lets time pass for the settings that were applied. */
  private void pass(Duration time) {
    database.call(
        handle ->
            handle.execute(
                "UPDATE webhooks.retention SET applied_at = applied_at - make_interval(secs => ?)",
                (double) time.toSeconds()));
  }

  @Test
  void aRoundThatRemovesMoreThanATenthSaysSoInOneLine() {
    round(AGE);
    send(3, AGE.plusHours(1));
    send(26, Duration.ZERO);

    assertThat(round(AGE)).isEqualTo(3);
    assertThat(log.lines()).containsExactly(String.format(Locale.ROOT, WARNING, 3, 30));
  }

  @Test
  void aRoundThatRemovesATenthSaysNothing() {
    round(AGE);
    send(3, AGE.plusHours(1));
    send(27, Duration.ZERO);

    assertThat(round(AGE)).isEqualTo(3);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void theFirstRoundAfterAChangeOfTheAgeMayRemoveMuchAndTheNextMayNot() {
    send(5, AGE.plusHours(1));
    assertThat(round(AGE)).isEqualTo(5);

    Duration shorter = AGE.minusDays(10);
    send(5, shorter.plusHours(1));
    assertThat(round(shorter)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();

    send(5, shorter.plusHours(1));
    assertThat(round(shorter)).isEqualTo(5);
    assertThat(log.lines()).containsExactly(String.format(Locale.ROOT, WARNING, 5, 20));
  }

  @Test
  void nodesThatKeepMessagesForDifferentTimesKnowTheirOwnAfterARestart() {
    Duration shorter = AGE.minusDays(10);
    for (Duration age : List.of(AGE, shorter, AGE)) {
      assertThat(round(age)).isZero();
    }

    send(5, shorter.plusHours(1));
    assertThat(round(shorter)).isEqualTo(5);
    send(6, AGE.plusHours(1));
    assertThat(round(AGE)).isEqualTo(6);
    assertThat(log.lines())
        .containsExactly(
            String.format(Locale.ROOT, WARNING, 5, 20), String.format(Locale.ROOT, WARNING, 6, 30));
  }

  @Test
  void aNodeKnowsItsAgeEvenIfOthersHaveForgottenIt() {
    MessageRetention node = node(Optional.of(AGE));
    node.removeOld();
    pass(RetentionSetting.IN_USE.plusSeconds(1));
    node(Optional.empty()).removeOld();

    send(6, AGE.plusHours(1));
    assertThat(node.removeOld()).isEqualTo(6);
    assertThat(log.lines()).containsExactly(String.format(Locale.ROOT, WARNING, 6, 30));
  }

  @Test
  void nodesThatKeepMessagesForDifferentTimesSaySoOnce() {
    List<MessageRetention> nodes =
        List.of(
            node(Optional.of(AGE)), node(Optional.of(AGE.minusDays(10))), node(Optional.empty()));
    for (int round = 0; round < 4; round++) {
      nodes.forEach(MessageRetention::removeOld);
    }

    assertThat(log.lines())
        .containsExactlyInAnyOrder(
            String.format(Locale.ROOT, DIFFERENT, "for 30 days", 20),
            String.format(Locale.ROOT, DIFFERENT, "for 20 days", 30),
            String.format(Locale.ROOT, DIFFERENT, "for ever", 20));
  }

  @Test
  void aDifferenceIsSaidAgainForAsLongAsItLasts() {
    var difference = new RetentionDifference(Optional.empty(), log, Duration.ZERO);
    difference.look(database);
    for (int round = 0; round < 3; round++) {
      round(AGE);
      difference.look(database);
    }
    difference.look(database);

    String line = String.format(Locale.ROOT, DIFFERENT, "for ever", 30);
    assertThat(log.lines()).containsExactly(line, line, line);
  }

  @Test
  void aSettingThatWasAppliedInTheFutureIsNoDifference() {
    round(AGE);
    pass(Duration.ofHours(-49));
    MessageRetention node = node(Optional.empty());
    node.removeOld();
    node.removeOld();
    assertThat(log.lines()).isEmpty();

    send(5, AGE.plusHours(1));
    assertThat(round(AGE)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aSettingThatIsChangedOnOneNodeAfterTheOtherIsNoDifferenceAfterwards() {
    Duration shorter = AGE.minusDays(10);
    round(AGE);
    round(AGE);
    List<MessageRetention> changed =
        List.of(node(Optional.of(shorter)), node(Optional.of(shorter)));
    for (int round = 0; round < 3; round++) {
      changed.forEach(MessageRetention::removeOld);
    }

    assertThat(log.lines()).isEmpty();
  }

  @Test
  void retentionThatWasOffMeanwhileCountsAsChanged() {
    round(AGE);
    pass(RetentionSetting.IN_USE.plusSeconds(1));
    node(Optional.empty()).removeOld();
    send(5, AGE.plusHours(1));

    assertThat(round(AGE)).isEqualTo(5);
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void retentionOfWhichAllNodesWereDownHasNotChanged() {
    round(AGE);
    pass(AGE);
    send(5, AGE.plusHours(1));

    assertThat(round(AGE)).isEqualTo(5);
    assertThat(log.lines()).containsExactly(String.format(Locale.ROOT, WARNING, 5, 30));
  }

  @Test
  void aFirstRoundThatWasCutOffIsNotOver() throws Exception {
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

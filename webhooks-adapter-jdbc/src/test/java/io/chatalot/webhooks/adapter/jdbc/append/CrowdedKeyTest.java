package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Many callers with one key, in PostgreSQL, beside callers of another webhook. */
class CrowdedKeyTest {
  private static final int REPEATS = 50;

  @Test
  void callersOfAnotherWebhookShareTheBatchAfterTheFirstUseOfACrowdedKey() throws Exception {
    ExecutorService callers = Executors.newCachedThreadPool();
    var messagesCommitted = new AtomicInteger();
    var batches = new AtomicInteger();
    try (HikariDataSource pool = TestPostgres.pool(TestPostgres.database(), 4);
        Connection other = pool.getDataSource().getConnection();
        Statement statement = other.createStatement();
        var log =
            new JdbcMessageLog(
                new Database(pool),
                pool,
                JdbcMessageLog.DEFAULT_QUEUE_CAPACITY,
                (rows, took) -> {
                  messagesCommitted.addAndGet(rows);
                  batches.incrementAndGet();
                })) {
      var webhooks = new JdbcWebhookStore(new Database(pool));
      Webhook crowded = Samples.added(webhooks, Samples.channel());
      Webhook neighbour = Samples.added(webhooks, Samples.channel());
      other.setAutoCommit(false);
      statement.execute("SELECT FROM webhooks.webhook FOR UPDATE");

      var calls = new ArrayList<Future<Appended>>();
      for (int i = 0; i < REPEATS; i++) {
        calls.add(callers.submit(() -> log.append(Samples.once(crowded, "key", "text"))));
      }
      Await.until("all but one wait for the first", () -> log.repeats() == REPEATS - 1);
      Future<Appended> beside = callers.submit(() -> log.append(Samples.plain(neighbour, "mine")));
      Await.until("the neighbour waits", () -> log.queueLength() == 1);
      other.commit();

      assertThat(Await.result(beside).outcome()).isEqualTo(Outcome.STORED);
      List<Message> answered = new ArrayList<>();
      var outcomes = new ArrayList<Outcome>();
      for (Future<Appended> call : calls) {
        answered.add(Await.result(call).message().orElseThrow());
        outcomes.add(Await.result(call).outcome());
      }
      assertThat(answered.stream().map(Message::id).distinct()).hasSize(1);
      assertThat(outcomes).containsOnlyOnce(Outcome.STORED).contains(Outcome.REPLAYED);
      assertThat(log.latestPosition(crowded.channelId())).isEqualTo(1);
      Await.until("both batches are counted", () -> batches.get() == 2);
      assertThat(messagesCommitted).hasValue(2);
    } finally {
      callers.shutdown();
    }
  }
}

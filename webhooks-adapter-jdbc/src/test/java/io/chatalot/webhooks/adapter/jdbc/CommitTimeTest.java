package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CommitTimeTest {
  @Test
  void anObserverGetsTheMeasuredTimeOfACommit() throws Exception {
    ExecutorService callers = Executors.newCachedThreadPool();
    var told = new CompletableFuture<Duration>();
    try (HikariDataSource pool = TestPostgres.pool(TestPostgres.database(), 8)) {
      var database = new Database(pool);
      Webhook webhook = Samples.added(new JdbcWebhookStore(database), Samples.channel());
      try (var messages =
          new JdbcMessageLog(database, pool, 10, (size, took) -> told.complete(took))) {
        long began = System.nanoTime();
        long held;
        Future<Appended> call;
        try (var lock = HeldRows.row(pool, "webhooks.webhook", "id", webhook.id().value())) {
          call = callers.submit(() -> messages.append(Samples.plain(webhook, "text")));
          lock.awaitWaiting(1, call);
          long waits = System.nanoTime();
          Thread.sleep(50);
          held = System.nanoTime() - waits;
        }
        Await.result(call);

        Duration took = Await.result(told);
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofNanos(held));
        assertThat(took).isLessThanOrEqualTo(Duration.ofNanos(System.nanoTime() - began));
      }
    } finally {
      callers.shutdown();
    }
  }
}

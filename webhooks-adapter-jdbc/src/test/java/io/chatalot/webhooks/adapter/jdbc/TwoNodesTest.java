package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Webhook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class TwoNodesTest {
  private static final int CALLERS = 24;
  private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  /**
   * The callers of both nodes go from webhook to webhook, each with an order of keys of its own.
   */
  @Test
  void twoNodesWithTheSameKeysChannelsAndWebhooksNeverDeadlock() throws Exception {
    DataSource database = TestPostgres.database();
    var stored = ConcurrentHashMap.<String>newKeySet();
    try (var pool = TestPostgres.pool(database, 12);
        var one = new JdbcMessageLog(new Database(pool), pool);
        var other = new JdbcMessageLog(new Database(pool), pool)) {
      List<Webhook> webhooks = webhooks(new JdbcWebhookStore(new Database(pool)));
      Race.run(
          CALLERS,
          runner -> {
            JdbcMessageLog log = runner % 2 == 0 ? one : other;
            var random = new Random(runner);
            for (Webhook webhook : webhooks) {
              for (String key : shuffled(KEYS, random)) {
                var answer = log.append(Samples.once(webhook, key, "text"));
                if (answer.outcome() == Outcome.STORED) {
                  assertThat(stored.add(webhook.id() + key)).isTrue();
                  change(log, answer.message().orElseThrow(), random);
                } else {
                  assertThat(answer.outcome()).isEqualTo(Outcome.REPLAYED);
                }
                log.append(Samples.plain(shuffled(webhooks, random).get(0), "more"));
              }
            }
            return null;
          });
      assertThat(stored).hasSize(KEYS.size() * webhooks.size());
    }
    assertThat(deadlocks(database)).isZero();
  }

  private static void change(JdbcMessageLog log, Message message, Random random) {
    if (random.nextBoolean()) {
      log.edit(
          message.channelId(), message.webhookId(), message.id(), new MessageContent("edited"));
    } else {
      log.delete(message.channelId(), message.id());
    }
  }

  /** Three channels with three webhooks each. */
  private static List<Webhook> webhooks(JdbcWebhookStore store) {
    var webhooks = new ArrayList<Webhook>();
    for (int channel = 0; channel < 3; channel++) {
      var id = Samples.channel();
      for (int i = 0; i < 3; i++) {
        Webhook webhook = Samples.added(store, id);
        webhooks.add(webhook);
      }
    }
    return webhooks;
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    var shuffled = new ArrayList<>(list);
    Collections.shuffle(shuffled, random);
    return shuffled;
  }

  /** As the server counted them; a session adds to it when it ends, at the latest. */
  private static int deadlocks(DataSource database) {
    String others =
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE datname = current_database() AND pid <> pg_backend_pid()";
    return Jdbi.create(database)
        .withHandle(
            handle -> {
              Await.until(
                  "all other sessions ended",
                  () -> handle.createQuery(others).mapTo(Integer.class).one() == 0);
              return handle
                  .createQuery(
                      "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
                  .mapTo(Integer.class)
                  .one();
            });
  }

  @Test
  void aWebhookCanBeChangedWhileBothNodesSendFromIt() {
    DataSource database = TestPostgres.database();
    try (var pool = TestPostgres.pool(database, 12);
        var one = new JdbcMessageLog(new Database(pool), pool);
        var other = new JdbcMessageLog(new Database(pool), pool)) {
      var store = new JdbcWebhookStore(new Database(pool));
      Webhook webhook = webhooks(store).get(0);
      Race.run(
          9,
          runner -> {
            if (runner == 8) {
              for (int i = 0; i < 20; i++) {
                store.update(
                    webhook, before -> new Change(before.rotate(Samples.token()), List.of()));
              }
              return null;
            }
            JdbcMessageLog log = runner % 2 == 0 ? one : other;
            for (int i = 0; i < 50; i++) {
              Webhook now = store.find(webhook.id()).orElseThrow().webhook();
              assertThat(log.append(Samples.plain(now, "text")).outcome())
                  .isIn(Outcome.STORED, Outcome.WEBHOOK_CHANGED);
            }
            return null;
          });

      var after = store.find(webhook.id()).orElseThrow();
      assertThat(after.webhook().version()).isEqualTo(21);
      assertThat(after.usage().messagesSent()).isEqualTo(one.latestPosition(webhook.channelId()));
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.KeyedMessage;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the tables, which no port shows. */
class MessageTablesTest {
  private HikariDataSource pool;
  private Database database;
  private JdbcWebhookStore webhooks;
  private JdbcMessageLog messages;
  private Webhook webhook;

  @BeforeEach
  void open() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    database = new Database(pool);
    webhooks = new JdbcWebhookStore(database);
    messages = new JdbcMessageLog(database, pool);
    webhook = Samples.added(webhooks, Samples.channel());
  }

  @AfterEach
  void close() {
    messages.close();
    pool.close();
  }

  private int count(String fromWhere) {
    return database.call(
        handle ->
            handle.createQuery("SELECT count(*) FROM " + fromWhere).mapTo(Integer.class).one());
  }

  @Test
  void theTextOfADeletedMessageIsGone() {
    Message message = messages.append(Samples.plain(webhook, "text")).message().orElseThrow();
    messages.delete(webhook.channelId(), message.id());

    assertThat(count("webhooks.message")).isEqualTo(1);
    assertThat(count("webhooks.message WHERE content IS NOT NULL")).isZero();
  }

  @Test
  void aDeletedWebhookLeavesNoCounterBehind() {
    messages.append(Samples.plain(webhook, "text"));
    webhooks.delete(webhook, before -> Samples.entry(AuditAction.DELETED, before));

    assertThat(count("webhooks.webhook_usage")).isZero();
  }

  @Test
  void keysAreForgottenWhenTheirLifetimeIsOverAndNotBefore() {
    Duration almost = IdempotencyKey.LIFETIME.minusMinutes(10);
    messages.append(Samples.once(webhook, "old", "text"));
    Ageing.age(database, webhook, almost);
    messages.append(Samples.once(webhook, "new", "text"));

    assertThat(messages.forgetExpiredKeys()).isZero();
    Ageing.age(database, webhook, IdempotencyKey.LIFETIME.minus(almost));
    assertThat(messages.forgetExpiredKeys()).isEqualTo(1);
    assertThat(messages.append(Samples.once(webhook, "new", "text")).outcome())
        .isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void keysOfMessagesAreForgottenAfterTheirLastUse() {
    Duration almost = MessageKey.LIFETIME.minusMinutes(10);
    put("old");
    put("used");
    Ageing.age(database, webhook, almost);
    put("used");

    assertThat(messages.forgetExpiredKeys()).isZero();
    Ageing.age(database, webhook, MessageKey.LIFETIME.minus(almost));
    assertThat(messages.forgetExpiredKeys()).isEqualTo(1);
    assertThat(count("webhooks.message_key WHERE key = 'used'")).isEqualTo(1);
  }

  private void put(String key) {
    MessageKey of = MessageKey.ofCaller(key);
    var draft = Samples.message(webhook, "text");
    messages.put(new KeyedMessage(draft, webhook.version(), of, false));
  }

  @Test
  void severalNodesForgetEachKeyOnceHoweverManyThereAre() {
    database.call(
        handle ->
            handle.execute(
                "INSERT INTO webhooks.idempotency_key"
                    + " SELECT ?, n, '', ?, gen_random_uuid(), now() - interval '24 hours'"
                    + " FROM generate_series(1, 5500) n",
                webhook.id().value(),
                webhook.channelId().value()));

    List<Integer> forgotten = Race.run(4, runner -> messages.forgetExpiredKeys());

    assertThat(forgotten.stream().mapToInt(Integer::intValue).sum()).isEqualTo(5500);
    assertThat(count("webhooks.idempotency_key")).isZero();
  }

  @Test
  void aKeyThatIsJustBeingUsedAgainIsLeftForLaterAndNotWaitedFor() throws Exception {
    messages.append(Samples.once(webhook, "used", "text"));
    messages.append(Samples.once(webhook, "old", "text"));
    Ageing.age(database, webhook, IdempotencyKey.LIFETIME);

    ExecutorService elsewhere = Executors.newSingleThreadExecutor();
    try (var held = HeldRows.row(pool, "webhooks.idempotency_key", "key", "used")) {
      Future<Integer> forgotten = elsewhere.submit(() -> messages.forgetExpiredKeys());
      held.awaitWaiting(1, forgotten);
      assertThat(forgotten).isDone();
      assertThat(Await.result(forgotten)).isEqualTo(1);
    } finally {
      elsewhere.shutdown();
    }
    assertThat(messages.forgetExpiredKeys()).isEqualTo(1);
  }
}

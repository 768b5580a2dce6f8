package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.Waiting;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.MessageDraft;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two batches want the same two rows, named in opposite orders, while somebody else holds the one
 * that comes first. A batch that locked in the order of its messages would have the second row by
 * then, and both would be stuck as soon as the first is free.
 */
class LockOrderTest {
  private static HikariDataSource pool;
  private static Database database;

  private final ExecutorService nodes = Executors.newCachedThreadPool();

  @BeforeAll
  static void makeDatabase() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    database = new Database(pool);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @AfterEach
  void end() {
    nodes.shutdown();
  }

  private static Webhook webhookIn(ChannelId channel) {
    return Samples.added(new JdbcWebhookStore(database), channel);
  }

  private static List<Appended> append(NewMessage... batch) {
    return Append.OWN.execute(database, List.of(batch));
  }

  /** The batch named in the right order queues for the first row before the other one does. */
  private void requireNoDeadlock(
      String table, String column, UUID lockFirst, NewMessage first, NewMessage second)
      throws Exception {
    requireNoDeadlock(
        table, column, lockFirst, List.of(first, second), again(second), again(first));
  }

  private void requireNoDeadlock(
      String table, String column, UUID lockFirst, List<NewMessage> batch, NewMessage... others)
      throws Exception {
    try (Connection lock = pool.getConnection();
        PreparedStatement statement =
            lock.prepareStatement(
                "SELECT 1 FROM " + table + " WHERE " + column + " = ? FOR UPDATE")) {
      lock.setAutoCommit(false);
      statement.setObject(1, lockFirst);
      statement.execute();
      Future<List<Appended>> inOrder = nodes.submit(() -> Append.OWN.execute(database, batch));
      Await.until("one batch waits", () -> Waiting.count(database) == 1);
      Future<List<Appended>> reversed = nodes.submit(() -> append(others));
      Await.until("both batches wait", () -> Waiting.count(database) == 2);
      lock.rollback();

      assertThat(Await.result(inOrder)).hasSize(2);
      assertThat(Await.result(reversed)).hasSize(2);
    }
  }

  /** The same call with an id of its own, as another node would make it. */
  private static NewMessage again(NewMessage entry) {
    var message = entry.message();
    var other =
        new MessageDraft(
            new MessageId(UUID.randomUUID()),
            message.channelId(),
            message.webhookId(),
            message.username(),
            message.avatarUrl(),
            message.content());
    return new NewMessage(other, entry.webhookVersion(), entry.once());
  }

  @Test
  void keysAreLockedInOneOrder() throws Exception {
    Webhook webhook = webhookIn(Samples.channel());
    append(Samples.once(webhook, "a", "text"));

    requireNoDeadlock(
        "webhooks.idempotency_key",
        "webhook_id",
        webhook.id().value(),
        Samples.once(webhook, "a", "text"),
        Samples.once(webhook, "z", "text"));
  }

  @Test
  void channelsAreLockedInOneOrder() throws Exception {
    Webhook first = webhookIn(new ChannelId(new UUID(1, 0)));
    Webhook second = webhookIn(new ChannelId(new UUID(2, 0)));
    append(Samples.plain(first, "text"), Samples.plain(second, "text"));

    requireNoDeadlock(
        "webhooks.channel_feed",
        "channel_id",
        first.channelId().value(),
        Samples.plain(first, "text"),
        Samples.plain(second, "text"));
  }

  @Test
  void batchesWithAndWithoutKeysLockChannelsInOneOrder() throws Exception {
    Webhook first = webhookIn(new ChannelId(new UUID(3, 0)));
    Webhook second = webhookIn(new ChannelId(new UUID(4, 0)));
    append(Samples.plain(first, "text"), Samples.plain(second, "text"));

    requireNoDeadlock(
        "webhooks.channel_feed",
        "channel_id",
        first.channelId().value(),
        List.of(Samples.plain(first, "text"), Samples.plain(second, "text")),
        Samples.once(second, "a", "text"),
        Samples.once(first, "a", "text"));
  }
}

package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.HeldRows;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A statement that locks several rows locks the row with the least id first, and holds no other row
 * while it waits for it, so two statements never deadlock. The rows lie in the table in reverse
 * order, and the options keep the planner from an index or a sort, which it would use for many
 * rows.
 */
class RowOrderTest {
  private static final String WEBHOOK = "webhooks.webhook id";
  private static final String FEED = "webhooks.channel_feed channel_id";
  private static final String USAGE = "webhooks.webhook_usage webhook_id";
  private static final int ROWS = 8;

  private final ExecutorService nodes = Executors.newCachedThreadPool();
  private final List<Webhook> descending = new ArrayList<>();
  private static HikariDataSource pool;
  private static Database database;

  @BeforeAll
  static void makeDatabase() {
    var source = (PGSimpleDataSource) TestPostgres.database();
    source.setOptions(
        "-c enable_nestloop=off -c enable_mergejoin=off"
            + " -c enable_indexscan=off -c enable_bitmapscan=off");
    pool = TestPostgres.pool(source, 4);
    database = new Database(pool);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @BeforeEach
  void addWebhooks() {
    database.call(
        handle ->
            handle.execute(
                "TRUNCATE webhooks.webhook, webhooks.webhook_usage, webhooks.channel_feed,"
                    + " webhooks.message, webhooks.idempotency_key"));
    for (int i = ROWS; i > 0; i--) {
      // The least of these ids is not the first in a hash map of them.
      var id = new UUID((long) i << 32 | ROWS - i, 0);
      // Channels are the other way round: who locks by these must not lock webhooks by them.
      var channel = new UUID((long) (ROWS + 1 - i) << 32 | i, 0);
      descending.add(add(new WebhookId(id), new ChannelId(channel)));
    }
  }

  @AfterEach
  void end() {
    nodes.shutdown();
  }

  static Stream<Arguments> tablesAndBatches() {
    return Stream.of(WEBHOOK, FEED, USAGE)
        .flatMap(
            table ->
                Stream.of(false, true)
                    .flatMap(
                        withKeys ->
                            Stream.of(false, true)
                                .map(reversed -> Arguments.of(table, withKeys, reversed))));
  }

  @ParameterizedTest
  @MethodSource("tablesAndBatches")
  void aBatchTakesItsRowsInOneOrder(String table, boolean withKeys, boolean reversed)
      throws Exception {
    append(batch(false));
    List<NewMessage> batch = batch(withKeys);
    if (reversed) {
      Collections.reverse(batch);
    }

    requireOrder(table, () -> append(batch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dcba", "abcd", "bdac"})
  void keysOfAWebhookAreTakenInOneOrder(String keys) throws Exception {
    Webhook webhook = descending.get(0);
    List<NewMessage> batch =
        Stream.of(keys.split("")).map(key -> Samples.once(webhook, key, "text")).toList();
    append(batch);

    Future<?> done;
    try (var held = HeldRows.row(pool, "webhooks.idempotency_key", "key", "a")) {
      done = nodes.submit(() -> append(batch));
      held.awaitWaiting(1, done);
      assertThat(done).isNotDone();
      assertThat(database.<List<String>>call(RowOrderTest::freeKeys))
          .containsExactlyInAnyOrder("b", "c", "d");
    }
    Await.result(done);
  }

  private static List<String> freeKeys(Handle handle) {
    return handle
        .createQuery("SELECT key FROM webhooks.idempotency_key FOR UPDATE SKIP LOCKED")
        .mapTo(String.class)
        .list();
  }

  @Test
  void webhooksOfAChannelAreRaisedInOneOrder() throws Exception {
    var channel = new ChannelId(UUID.randomUUID());
    database.call(
        handle -> handle.execute("UPDATE webhooks.webhook SET channel_id = ?", channel.value()));
    database.call(RowOrderTest::rewriteDescending);

    requireOrder(
        WEBHOOK,
        () -> {
          new JdbcWebhookStore(database).raiseVersions(channel);
          return null;
        });
  }

  private void requireOrder(String tableAndColumn, Callable<?> work) throws Exception {
    String table = tableAndColumn.split(" ")[0];
    String column = tableAndColumn.split(" ")[1];
    UUID first =
        tableAndColumn.equals(FEED)
            ? descending.get(0).channelId().value()
            : descending.get(ROWS - 1).id().value();
    Future<?> done;
    try (var held = HeldRows.row(pool, table, column, first)) {
      done = nodes.submit(work);
      held.awaitWaiting(1, done);
      assertThat(done).isNotDone();
      assertThat(database.<List<UUID>>call(handle -> free(handle, table, column)))
          .as("rows that are free while the first is waited for")
          .hasSize(ROWS - 1);
    }
    Await.result(done);
  }

  private static List<UUID> free(Handle handle, String table, String column) {
    return handle
        .createQuery("SELECT " + column + " FROM " + table + " FOR UPDATE SKIP LOCKED")
        .mapTo(UUID.class)
        .list();
  }

  /** The updated rows anew, so that they lie as the first ones did. */
  private static int rewriteDescending(Handle handle) {
    handle.execute("CREATE TEMPORARY TABLE kept AS SELECT * FROM webhooks.webhook");
    handle.execute("TRUNCATE webhooks.webhook");
    int rows = handle.execute("INSERT INTO webhooks.webhook SELECT * FROM kept ORDER BY id DESC");
    handle.execute("DROP TABLE kept");
    return rows;
  }

  private List<NewMessage> batch(boolean withKeys) {
    var batch = new ArrayList<NewMessage>();
    for (Webhook webhook : descending) {
      batch.add(withKeys ? Samples.once(webhook, "key", "text") : Samples.plain(webhook, "text"));
    }
    return batch;
  }

  private static List<Appended> append(List<NewMessage> batch) {
    return Append.OWN.execute(database, batch);
  }

  private static Webhook add(WebhookId id, ChannelId channel) {
    NewWebhook sample = Samples.newWebhook(channel);
    var made = new NewWebhook(id, channel, sample.draft(), sample.tokenHash(), sample.createdBy());
    return new JdbcWebhookStore(database).add(made, 1, Samples.created(made));
  }
}

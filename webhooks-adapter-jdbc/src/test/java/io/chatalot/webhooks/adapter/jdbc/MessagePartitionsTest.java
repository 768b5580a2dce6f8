package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.append.AppendStatement;
import io.chatalot.webhooks.adapter.jdbc.append.FirstUses;
import io.chatalot.webhooks.adapter.jdbc.append.TextStorage;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageChanges;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent.Sent;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

class MessagePartitionsTest {
  private HikariDataSource pool;
  private Jdbi tables;
  private JdbcWebhookStore webhooks;
  private JdbcMessageLog messages;

  @BeforeEach
  void open() {
    DataSource address = TestPostgres.database();
    pool = TestPostgres.pool(address, 8);
    // Sessions of their own, with statistics of their own.
    tables = Jdbi.create(address);
    webhooks = new JdbcWebhookStore(new Database(pool));
    messages = new JdbcMessageLog(new Database(pool), pool);
  }

  @AfterEach
  void close() {
    messages.close();
    pool.close();
  }

  private Webhook webhook() {
    return Samples.added(webhooks, Samples.channel());
  }

  private List<String> strings(String query) {
    return tables.withHandle(handle -> handle.createQuery(query).mapTo(String.class).list());
  }

  /** How the tables and their columns, constraints and indexes look, names of partitions apart. */
  private List<String> looks() {
    return strings(
        """
        SELECT format('%s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod),
            attnotnull)
        FROM pg_attribute
        WHERE attrelid IN ('webhooks.message'::regclass, 'webhooks.message_change'::regclass)
          AND attnum > 0
        UNION ALL
        SELECT format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
        FROM pg_constraint
        WHERE conrelid IN ('webhooks.message'::regclass, 'webhooks.message_change'::regclass)
        UNION ALL
        SELECT replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ')
        FROM pg_index
        WHERE indrelid IN ('webhooks.message'::regclass, 'webhooks.message_change'::regclass)
        ORDER BY 1
        """);
  }

  private List<String> partitions(String table) {
    return strings(
        String.format(
            Locale.ROOT,
            "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'webhooks.%s'::regclass",
            table));
  }

  @Test
  void whatWasThereIsThereAfterwardsAndAllGoesOn() {
    Webhook webhook = webhook();
    Message first = messages.append(Samples.once(webhook, "key", "first")).message().orElseThrow();
    Message second = messages.append(Samples.plain(webhook, "second")).message().orElseThrow();
    messages.edit(webhook.channelId(), webhook.id(), second.id(), new MessageContent("edited"));
    messages.delete(webhook.channelId(), first.id());
    var before = messages.events(webhook.channelId(), 0, 10);
    List<String> looks = looks();

    MessagePartitions.require(pool, 8);

    assertThat(partitions("message")).hasSize(8);
    assertThat(partitions("message_change")).hasSize(8);
    assertThat(looks()).isEqualTo(looks);
    assertThat(messages.events(webhook.channelId(), 0, 10)).isEqualTo(before).hasSize(3);
    assertThat(messages.append(Samples.once(webhook, "key", "first")).outcome())
        .isEqualTo(Outcome.REPLAYED);
    Message next = messages.append(Samples.plain(webhook, "next")).message().orElseThrow();
    assertThat(messages.events(webhook.channelId(), 4, 10)).isEqualTo(List.of(new Sent(5, next)));
  }

  @Test
  void anIndexOfSomebodyElsesIsMadeAgain() {
    tables.useHandle(
        handle ->
            handle.execute("CREATE INDEX theirs ON webhooks.message USING brin (created_at)"));
    List<String> looks = looks();

    MessagePartitions.require(pool, 2);

    assertThat(looks()).isEqualTo(looks).anyMatch(line -> line.contains("theirs"));
  }

  @Test
  void nodesThatStartTogetherSplitOnce() {
    Webhook webhook = webhook();
    messages.append(Samples.plain(webhook, "text"));

    Race.run(
        4,
        runner -> {
          MessagePartitions.require(pool, 4);
          return null;
        });

    assertThat(partitions("message")).hasSize(4);
    assertThat(messages.page(webhook.channelId(), MessageRange.newest(9))).hasSize(1);
  }

  @Test
  void aNodeWaitsForAnotherThatSplitsForLongerThanForAnyStatement() throws Exception {
    PGSimpleDataSource impatient = TestPostgres.named(pool.getDataSource(), "impatient");
    impatient.setSocketTimeout(1);
    ExecutorService nodes = Executors.newSingleThreadExecutor();
    try (Handle splitting = tables.open()) {
      splitting.begin();
      splitting.execute("SELECT pg_advisory_xact_lock(?)", MessagePartitions.LOCK);
      Future<?> waiting = nodes.submit(() -> MessagePartitions.require(impatient, 2));
      Await.until(
          "it waits for longer than its timeout",
          () ->
              !strings(
                      """
                      SELECT 'waits' FROM pg_stat_activity
                      WHERE application_name = 'impatient' AND wait_event_type = 'Lock'
                        AND clock_timestamp() - query_start > interval '1200 ms'
                      """)
                  .isEmpty());
      splitting.rollback();

      Await.result(waiting);
      assertThat(partitions("message")).hasSize(2);
    } finally {
      nodes.shutdown();
    }
  }

  @Test
  void aNodeThatServesMeanwhileLosesAndDoublesNothing() {
    var done = new AtomicBoolean();
    Webhook webhook = webhook();
    var sent = new ArrayList<Message>();

    Race.run(
        2,
        runner -> {
          if (runner == 0) {
            MessagePartitions.require(pool, 16);
            done.set(true);
            return null;
          }
          do {
            sent.add(messages.append(Samples.plain(webhook, "text")).message().orElseThrow());
          } while (!done.get());
          sent.add(messages.append(Samples.plain(webhook, "last")).message().orElseThrow());
          return null;
        });

    assertThat(messages.events(webhook.channelId(), 0, Integer.MAX_VALUE))
        .extracting(event -> ((Sent) event).message())
        .isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 8})
  void anotherNumberIsRefusedOnceTheyAreSplit(int other) {
    MessagePartitions.require(pool, 4);

    assertThatThrownBy(() -> MessagePartitions.require(pool, other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the messages of this database are split into 4 partitions, for good");
    assertThat(partitions("message")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 257})
  void aNumberOutOfBoundsIsRefusedBeforeAnythingHappens(int count) {
    assertThatThrownBy(() -> MessagePartitions.require(pool, count))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(partitions("message")).isEmpty();
  }

  @Test
  void moreThanPostgresHasLocksForAreRefusedBeforeAnythingHappens() {
    assertThatThrownBy(() -> MessagePartitions.require(pool, 17))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "PostgreSQL's max_locks_per_transaction of 64 is enough for 16 partitions only");
    assertThat(partitions("message")).isEmpty();
  }

  @Test
  void noneIsWhatANewDatabaseHas() {
    MessagePartitions.require(pool, 0);

    assertThat(partitions("message")).isEmpty();
  }

  /** Enough for a prepared statement to get the plan that it keeps. */
  private static final int REPETITIONS = 12;

  /** Which partitions a transaction that does the work has read or written. */
  private List<String> touchedBy(Consumer<Handle> work) {
    return tables.inTransaction(
        handle -> {
          for (int i = 0; i < REPETITIONS; i++) {
            work.accept(handle);
          }
          return handle
              .createQuery(
                  """
                  SELECT relid::regclass::text
                  FROM pg_stat_xact_user_tables JOIN pg_inherits ON inhrelid = relid
                  WHERE inhparent::regclass IN ('webhooks.message', 'webhooks.message_change')
                    AND seq_scan + idx_scan + n_tup_ins + n_tup_upd + n_tup_del > 0
                  ORDER BY 1
                  """)
              .mapTo(String.class)
              .list();
        });
  }

  @Test
  void whatConcernsOneChannelTouchesOnePartition() {
    MessagePartitions.require(pool, 16);
    Webhook webhook = webhook();
    ChannelId channel = webhook.channelId();
    Message message = messages.append(Samples.plain(webhook, "text")).message().orElseThrow();
    String ours = strings("SELECT DISTINCT tableoid::regclass FROM webhooks.message").get(0);
    String changes = ours.replace("message_p", "message_change_p");

    assertThat(touchedBy(handle -> MessageQueries.find(handle, channel, message.id())))
        .containsExactly(ours);
    assertThat(touchedBy(handle -> MessageQueries.page(handle, channel, MessageRange.newest(9))))
        .containsExactly(ours);
    assertThat(touchedBy(handle -> MessageQueries.events(handle, channel, 0, 9)))
        .containsExactly(changes, ours);
    assertThat(
            touchedBy(
                handle ->
                    MessageChanges.edit(
                        handle, channel, webhook.id(), message.id(), message.content())))
        .containsExactly(changes, ours);
    assertThat(
            touchedBy(
                handle -> MessageChanges.delete(handle, channel, Optional.empty(), message.id())))
        .containsExactly(changes, ours);
    assertThat(
            touchedBy(
                handle ->
                    new AppendStatement(TextStorage.OWN, FirstUses.OWN)
                        .execute(handle, List.of(Samples.plain(webhook, "text")))))
        .containsExactly(ours);
    assertThat(
            touchedBy(
                handle ->
                    MessageRetention.removeChunk(
                        handle, channel, Instant.now().plusSeconds(3_600))))
        .containsExactly(changes, ours);
  }

  @Test
  void aRepeatedCallTouchesThePartitionOfItsChannel() {
    MessagePartitions.require(pool, 16);
    Webhook webhook = webhook();
    var once = Samples.once(webhook, "key", "text");
    messages.append(once);
    String ours = strings("SELECT DISTINCT tableoid::regclass FROM webhooks.message").get(0);

    assertThat(touchedBy(handle -> FirstUses.OWN.answer(handle, List.of(once))))
        .containsExactly(ours);
  }

  @Test
  void whatSomebodyElseBuiltUponTheTableIsNotLostButKeepsItFromBeingSplit() {
    Webhook webhook = webhook();
    messages.append(Samples.plain(webhook, "text"));
    tables.useHandle(
        handle -> handle.execute("CREATE VIEW public.theirs AS SELECT * FROM webhooks.message"));

    assertThatThrownBy(() -> MessagePartitions.require(pool, 4)).isInstanceOf(JdbiException.class);

    assertThat(partitions("message")).isEmpty();
    assertThat(messages.page(webhook.channelId(), MessageRange.newest(9))).hasSize(1);
  }
}

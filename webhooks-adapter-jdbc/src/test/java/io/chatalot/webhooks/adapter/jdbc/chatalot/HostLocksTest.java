package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that keep our locks out of Chatalot's way. */
class HostLocksTest {
  private static final int CHANNELS = 5;

  /** Longer than {@code deadlock_timeout}, so that our own look for a circle found none. */
  private static final int LATE_MILLIS = 1_300;

  private final ChatalotHost host = ChatalotHost.create();
  private final HostedNode node = new HostedNode(host, Optional.empty());
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final Webhook webhook = Samples.added(node.webhooks, channel());

  @AfterEach
  void close() {
    callers.shutdownNow();
    node.close();
  }

  private ChannelId channel() {
    var channel = new ChannelId(UUID.randomUUID());
    host.run(
        "INSERT INTO channels (id, name, channel_type) VALUES (?, 'made', 'text')",
        channel.value());
    return channel;
  }

  private static String delete(Webhook webhook) {
    return "DELETE FROM channels WHERE id = '" + webhook.channelId() + "'";
  }

  private long waiting() {
    return host.value(
        Long.class,
        "SELECT count(*) FROM pg_stat_activity"
            + " WHERE usename = 'chatalot_webhooks' AND datname = current_database()"
            + " AND wait_event_type = 'Lock'");
  }

  /**
   * A batch holds some channels and waits for a channel that Chatalot is deleting; then Chatalot
   * waits for the others. PostgreSQL would end the statement of Chatalot's. Whichever channel the
   * batch takes first, it is not both of these.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, CHANNELS - 1})
  void aBatchGivesWayToADeletionThatWaitsForIt(int deletedFirst) throws Exception {
    List<Webhook> webhooks =
        Stream.generate(() -> Samples.added(node.webhooks, channel())).limit(CHANNELS).toList();
    List<NewMessage> batch =
        webhooks.stream().map(webhook -> Samples.plain(webhook, "text")).toList();
    var tables = new HostedMessages(Optional.empty(), stored -> {});
    Future<List<Appended>> appended;
    try (Connection deleting = host.asHost().getConnection();
        Statement statement = deleting.createStatement()) {
      deleting.setAutoCommit(false);
      statement.execute(delete(webhooks.get(deletedFirst)));
      appended = callers.submit(() -> tables.append(node.database, batch));
      Await.until("the batch waits", () -> waiting() == 1);
      TimeUnit.MILLISECONDS.sleep(LATE_MILLIS);

      for (Webhook webhook : webhooks) {
        assertThatCode(() -> statement.execute(delete(webhook))).doesNotThrowAnyException();
      }
      deleting.commit();
    }
    assertThat(Await.result(appended))
        .extracting(Appended::outcome)
        .isSubsetOf(Outcome.STORED, Outcome.WEBHOOK_CHANGED, Outcome.BUSY);
  }

  /** Chatalot may take minutes to delete a channel with many messages. */
  @Test
  void aChannelThatChatalotIsDeletingDoesNotHoldUpTheOthers() throws Exception {
    var now = new AtomicLong();
    var tables = new HostedMessages(Optional.empty(), stored -> {}, now::get);
    Webhook elsewhere = Samples.added(node.webhooks, channel());
    try (Connection deleting = host.asHost().getConnection();
        Statement statement = deleting.createStatement()) {
      deleting.setAutoCommit(false);
      statement.execute(delete(webhook));

      assertThat(outcomes(tables, webhook, elsewhere, webhook, elsewhere))
          .containsExactly(Outcome.BUSY, Outcome.STORED, Outcome.BUSY, Outcome.STORED);
      assertThat(outcomes(tables, webhook, elsewhere))
          .containsExactly(Outcome.BUSY, Outcome.STORED);
      now.addAndGet(BusyChannels.LOCKED.toNanos());
      assertThat(outcomes(tables, webhook, elsewhere))
          .containsExactly(Outcome.BUSY, Outcome.STORED);
      deleting.rollback();
    }
    assertThat(outcomes(tables, webhook)).containsExactly(Outcome.BUSY);
    now.addAndGet(BusyChannels.LOCKED.toNanos());
    assertThat(outcomes(tables, webhook, elsewhere))
        .containsExactly(Outcome.STORED, Outcome.STORED);
    assertThat(node.messages.page(webhook.channelId(), MessageRange.newest(9))).hasSize(1);
    assertThat(node.messages.page(elsewhere.channelId(), MessageRange.newest(9))).hasSize(5);
  }

  /** Whatever fails later, a call whose message is stored is never told to come again. */
  @Test
  void aFailureAfterOthersWereStoredIsOfItsOwnMessagesAlone() throws Exception {
    var now = new AtomicLong();
    var tables = new HostedMessages(Optional.empty(), stored -> {}, now::get);
    Webhook elsewhere = Samples.added(node.webhooks, channel());
    try (Connection deleting = host.asHost().getConnection();
        Statement statement = deleting.createStatement()) {
      deleting.setAutoCommit(false);
      statement.execute(delete(webhook));
      assertThat(outcomes(tables, webhook)).containsExactly(Outcome.BUSY);
      deleting.rollback();
    }
    now.addAndGet(BusyChannels.LOCKED.toNanos());
    host.run(
        "ALTER TABLE messages ADD CHECK (channel_id <> '" + webhook.channelId() + "') NOT VALID");

    assertThat(outcomes(tables, webhook, elsewhere)).containsExactly(Outcome.BUSY, Outcome.STORED);
    assertThatThrownBy(() -> outcomes(tables, webhook)).isInstanceOf(JdbiException.class);
  }

  @Test
  void manyLockedChannelsAreNotAllWaitedFor() throws Exception {
    var now = new AtomicLong();
    var tables = new HostedMessages(Optional.empty(), stored -> {}, now::get);
    Webhook[] locked =
        Stream.generate(() -> Samples.added(node.webhooks, channel()))
            .limit(CHANNELS)
            .toArray(Webhook[]::new);
    try (Connection deleting = host.asHost().getConnection();
        Statement statement = deleting.createStatement()) {
      deleting.setAutoCommit(false);
      for (Webhook each : locked) {
        statement.execute(delete(each));
      }
      assertThat(outcomes(tables, locked)).containsOnly(Outcome.BUSY);
      deleting.rollback();
    }
    // Three channels were waited for and count as locked; the others were not tried.
    assertThat(outcomes(tables, locked))
        .containsOnly(Outcome.BUSY, Outcome.STORED)
        .filteredOn(Outcome.STORED::equals)
        .hasSize(CHANNELS - 3);
  }

  private List<Outcome> outcomes(HostedMessages tables, Webhook... senders) {
    List<NewMessage> batch =
        Stream.of(senders).map(sender -> Samples.plain(sender, "text")).toList();
    return tables.append(node.database, batch).stream().map(Appended::outcome).toList();
  }

  /** The rule for edits and deletions: while they wait for the feed, Chatalot's row is free. */
  @Test
  void anEditAndADeletionLockTheFeedBeforeChatalotsMessage() throws Exception {
    Message message = node.messages.append(Samples.plain(webhook, "text")).message().orElseThrow();
    List<Callable<Object>> changes =
        List.of(
            () ->
                node.messages.edit(
                    message.channelId(), webhook.id(), message.id(), new MessageContent("x")),
            () -> node.messages.delete(message.channelId(), message.id()));
    for (Callable<Object> change : changes) {
      Future<Object> done;
      try (Connection other = host.asHost().getConnection();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT FROM webhooks.channel_feed FOR UPDATE");
        done = callers.submit(change);
        Await.until("the change waits", () -> waiting() == 1);

        assertThatCode(
                () ->
                    host.run(
                        "SELECT FROM messages WHERE id = '" + message.id() + "' FOR UPDATE NOWAIT"))
            .doesNotThrowAnyException();
        other.rollback();
      }
      Await.result(done);
    }
  }
}

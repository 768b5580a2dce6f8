package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageChanges;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Edits and deletions of one message at once; each holds it until it has its place in the feed. */
class MessageLocksTest {
  private static HikariDataSource pool;
  private static Database database;

  private final ExecutorService nodes = Executors.newCachedThreadPool();
  private Webhook webhook;
  private MessageId message;

  @BeforeAll
  static void makeDatabase() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    database = new Database(pool);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @BeforeEach
  void postMessage() {
    webhook = Samples.added(new JdbcWebhookStore(database), Samples.channel());
    NewMessage posted = Samples.plain(webhook, "text");
    Append.OWN.execute(database, List.of(posted));
    message = posted.message().id();
  }

  @AfterEach
  void end() {
    nodes.shutdown();
  }

  @Test
  void ofTwoEditsAtOnceTheSecondReplacesTheFirst() throws Exception {
    Future<Optional<Message>> one;
    Future<Optional<Message>> other;
    try (var held = feed()) {
      one = nodes.submit(() -> edit(" one"));
      held.awaitWaiting(1, one);
      other = nodes.submit(() -> edit(" other"));
      held.awaitWaiting(2, other);
    }

    Await.result(one);
    Await.result(other);
    assertThat(content()).isEqualTo(" other");
  }

  @Test
  void anEditThatMeetsADeletionFindsNoMessage() throws Exception {
    Future<Boolean> deletion;
    Future<Optional<Message>> edit;
    try (var held = feed()) {
      deletion = nodes.submit(this::delete);
      held.awaitWaiting(1, deletion);
      edit = nodes.submit(() -> edit(" late"));
      held.awaitWaiting(2, edit);
    }

    assertThat(Await.result(deletion)).isTrue();
    assertThat(Await.result(edit)).isEmpty();
    assertThat(events()).hasSize(1).first().isInstanceOf(MessageEvent.Deleted.class);
  }

  @Test
  void ofTwoDeletionsAtOnceOneHappens() throws Exception {
    Future<Boolean> one;
    Future<Boolean> other;
    try (var held = feed()) {
      one = nodes.submit(this::delete);
      held.awaitWaiting(1, one);
      other = nodes.submit(this::delete);
      held.awaitWaiting(2, other);
    }

    assertThat(Await.result(one)).isTrue();
    assertThat(Await.result(other)).isFalse();
    assertThat(events()).hasSize(1);
  }

  private HeldRows feed() throws Exception {
    return HeldRows.row(pool, "webhooks.channel_feed", "channel_id", webhook.channelId().value());
  }

  private Optional<Message> edit(String content) {
    return database.inTransaction(
        handle ->
            MessageChanges.edit(
                handle, webhook.channelId(), webhook.id(), message, new MessageContent(content)));
  }

  private boolean delete() {
    return database.inTransaction(
        handle -> MessageChanges.delete(handle, webhook.channelId(), Optional.empty(), message));
  }

  private String content() {
    return database
        .call(handle -> MessageQueries.find(handle, webhook.channelId(), message))
        .orElseThrow()
        .content()
        .value();
  }

  private List<MessageEvent> events() {
    return database.call(handle -> MessageQueries.events(handle, webhook.channelId(), 1, 10));
  }
}

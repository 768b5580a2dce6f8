package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageChanges;
import io.chatalot.webhooks.application.contract.Race;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageEvent.Edited;
import io.chatalot.webhooks.domain.MessageEvent.Sent;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageRetentionTest {
  private static final Duration AGE = Duration.ofDays(30);
  private static final Duration OLD = AGE.plusSeconds(1);
  private static final Duration YOUNG = AGE.minusMinutes(10);

  private HikariDataSource pool;
  private Database database;
  private JdbcWebhookStore webhooks;
  private JdbcMessageLog messages;
  private MessageRetention retention;
  private Webhook webhook;
  private ChannelId channel;

  DataSource newDatabase() {
    return TestPostgres.database();
  }

  HikariDataSource newPool() {
    return TestPostgres.pool(newDatabase(), 8);
  }

  @BeforeEach
  void open() {
    pool = newPool();
    database = new Database(pool);
    webhooks = new JdbcWebhookStore(database);
    messages = new JdbcMessageLog(database, pool);
    retention = new MessageRetention(database, AGE);
    webhook = webhook();
    channel = webhook.channelId();
  }

  @AfterEach
  void close() {
    messages.close();
    pool.close();
  }

  private Webhook webhook() {
    return Samples.added(webhooks, Samples.channel());
  }

  /** As it is stored now. */
  private Message sent(Duration age) {
    Message message = messages.append(Samples.plain(webhook, "text")).message().orElseThrow();
    Ageing.age(database, message, age);
    return messages.find(channel, message.id()).orElseThrow();
  }

  private void edit(Message message) {
    assertThat(
            messages.edit(channel, message.webhookId(), message.id(), new MessageContent("edited")))
        .isPresent();
  }

  private List<Message> newest() {
    return messages.page(channel, MessageRange.newest(MessageRange.MAX_LIMIT));
  }

  private int count(String fromWhere) {
    return database.call(
        handle ->
            handle.createQuery("SELECT count(*) FROM " + fromWhere).mapTo(Integer.class).one());
  }

  @Test
  void whatIsOlderGoesAndNothingElse() {
    sent(OLD);
    sent(OLD);
    Message kept = sent(YOUNG);

    assertThat(retention.removeOld()).isEqualTo(2);

    assertThat(newest()).containsExactly(kept);
    assertThat(count("webhooks.message")).isEqualTo(1);
    assertThat(retention.removeOld()).isZero();
  }

  @Test
  void aWebhookStillCountsWhatHasGone() {
    sent(OLD);
    sent(YOUNG);
    retention.removeOld();

    assertThat(webhooks.find(webhook.id()).orElseThrow().usage().messagesSent()).isEqualTo(2);
  }

  @Test
  void editsAndDeletionsGoWithTheirMessages() {
    Message edited = sent(OLD);
    Message deleted = sent(OLD);
    edit(edited);
    messages.delete(channel, deleted.id());
    Message kept = sent(YOUNG);
    edit(kept);

    assertThat(retention.removeOld()).isEqualTo(2);
    assertThat(count("webhooks.message_change")).isEqualTo(1);
    assertThat(messages.events(channel, 0, 10))
        .extracting(event -> event.position())
        .containsExactly(5L, 6L);
  }

  @Test
  void aLateEditOfWhatHasGoneIsNotToldAndGoesWhenItsPlaceDoes() {
    Message old = sent(OLD);
    Message kept = sent(YOUNG);
    edit(old);
    retention.removeOld();

    assertThat(messages.events(channel, 0, 10)).isEqualTo(List.of(new Sent(2, kept)));
    Ageing.age(database, kept, Duration.ofMinutes(10));
    assertThat(retention.removeOld()).isEqualTo(1);
    assertThat(count("webhooks.message_change")).isZero();
  }

  @Test
  void aRemovedMessageMarksNoPlaceAnyMore() {
    Message old = sent(OLD);
    Message kept = sent(YOUNG);
    retention.removeOld();

    assertThat(
            messages.page(channel, new MessageRange(9, Optional.of(kept.id()), Optional.empty())))
        .isEmpty();
    for (var range :
        List.of(
            new MessageRange(9, Optional.of(old.id()), Optional.empty()),
            new MessageRange(9, Optional.empty(), Optional.of(old.id())))) {
      assertThatThrownBy(() -> messages.page(channel, range))
          .isInstanceOfSatisfying(
              WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
    }
    assertThat(messages.find(channel, old.id())).isEmpty();
    assertThat(messages.delete(channel, old.id())).isFalse();
    assertThat(messages.edit(channel, old.webhookId(), old.id(), old.content())).isEmpty();
  }

  @Test
  void aFollowerFromBeforeGoesOnWithTheOldestEventThatIsLeft() {
    sent(OLD);
    Message edited = sent(OLD);
    edit(edited);
    Message kept = sent(YOUNG);
    edit(kept);
    Message asItIs = newest().get(0);
    retention.removeOld();

    for (long position = 0; position < 4; position++) {
      assertThat(messages.events(channel, position, 10))
          .containsExactly(new Sent(4, asItIs), new Edited(5, asItIs));
    }
    assertThat(messages.events(channel, 4, 10)).containsExactly(new Edited(5, asItIs));
  }

  @Test
  void positionsGoOnWhenNothingIsLeft() {
    edit(sent(OLD));
    retention.removeOld();

    assertThat(count("webhooks.message")).isZero();
    assertThat(count("webhooks.message_change")).isZero();
    assertThat(messages.latestPosition(channel)).isEqualTo(2);
    assertThat(messages.events(channel, 0, 10)).isEmpty();
    Message next = sent(YOUNG);
    assertThat(messages.events(channel, 0, 10)).isEqualTo(List.of(new Sent(3, next)));
  }

  @Test
  void aKeyThatIsStillRememberedFindsItsMessage() {
    var shortest = new MessageRetention(database, MessageRetention.SHORTEST);
    messages.append(Samples.once(webhook, "key", "text"));
    Ageing.age(database, webhook, IdempotencyKey.LIFETIME.minusMinutes(10));

    assertThat(shortest.removeOld()).isZero();
    assertThat(messages.append(Samples.once(webhook, "key", "text")).outcome())
        .isEqualTo(Outcome.REPLAYED);
  }

  @Test
  void messagesCannotBeKeptForLessThanKeysAreRemembered() {
    Duration tooShort = MessageRetention.SHORTEST.minusMillis(1);

    assertThat(MessageRetention.SHORTEST).isGreaterThan(IdempotencyKey.LIFETIME);
    assertThatThrownBy(() -> new MessageRetention(database, tooShort))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Old and young ones in each of many channels, and very many in one. */
  private void fill() {
    database.call(
        handle ->
            handle.execute(
                """
                WITH channels AS (
                  SELECT md5(c::text)::uuid AS channel_id, CASE c WHEN 1 THEN 3500 ELSE 4 END AS n
                  FROM generate_series(1, 1500) AS c
                ), feed AS (
                  INSERT INTO webhooks.channel_feed SELECT channel_id, n FROM channels
                )
                INSERT INTO webhooks.message
                  (channel_id, position, id, webhook_id, username, content, created_at)
                SELECT channel_id, p, gen_random_uuid(), channel_id, 'CI', 'text',
                  now() - make_interval(secs => CASE WHEN p > n - 2 THEN 60 ELSE ? END)
                FROM channels, generate_series(1, n) AS p
                """,
                OLD.toSeconds()));
  }

  @Test
  void severalNodesRemoveEachMessageOnceHoweverManyThereAre() {
    fill();

    List<Integer> removed = Race.run(4, runner -> retention.removeOld());

    assertThat(removed.stream().mapToInt(Integer::intValue).sum()).isEqualTo(3498 + 1499 * 2);
    assertThat(count("webhooks.message")).isEqualTo(1500 * 2);
    database.call(
        handle ->
            handle.execute(
                "UPDATE webhooks.message SET created_at = created_at - make_interval(secs => ?)",
                AGE.toSeconds()));
    assertThat(retention.removeOld()).isEqualTo(1500 * 2);
  }

  @Test
  void whatIsBeingEditedIsLeftForLaterAndNotWaitedFor() {
    Message editing = sent(OLD);
    sent(OLD);
    Optional<Message> edited =
        database.inTransaction(
            handle -> {
              var changed =
                  MessageChanges.edit(
                      handle, channel, editing.webhookId(), editing.id(), editing.content());
              assertThat(elsewhere(() -> retention.removeOld())).isEqualTo(1);
              return changed;
            });

    assertThat(newest()).containsExactly(edited.orElseThrow());
    assertThat(retention.removeOld()).isEqualTo(1);
    assertThat(count("webhooks.message_change")).isZero();
  }

  @Test
  void nobodyWhoPostsWaitsForARemoval() {
    sent(OLD);
    database.inTransaction(
        handle -> {
          assertThat(MessageRetention.removeChunk(handle, channel, Instant.now().minus(AGE)))
              .isEqualTo(1);
          assertThat(elsewhere(() -> sent(YOUNG))).isNotNull();
          return null;
        });

    assertThat(newest()).hasSize(1);
  }

  /** On another thread, and so in another transaction, which must not wait for this one. */
  private static <T> T elsewhere(Supplier<T> work) {
    try {
      return Await.result(CompletableFuture.supplyAsync(work));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.JdbcWebhookStore;
import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import io.chatalot.webhooks.adapter.jdbc.Waiting;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.Webhook;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Batches of several channels, webhooks and fates, which callers can't make at will. */
class AppendTest {
  private static HikariDataSource pool;
  private static Database database;
  private static JdbcWebhookStore webhooks;

  private final Webhook one = webhook();
  private final Webhook two = webhook();

  @BeforeAll
  static void makeDatabase() {
    pool = TestPostgres.pool(TestPostgres.database(), 3);
    database = new Database(pool);
    webhooks = new JdbcWebhookStore(database);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  private static Webhook webhook() {
    return Samples.added(webhooks, Samples.channel());
  }

  private static List<Outcome> append(NewMessage... batch) {
    return Append.OWN.execute(database, List.of(batch)).stream().map(Appended::outcome).toList();
  }

  private static List<String> events(ChannelId channel) {
    return database.call(handle -> MessageQueries.events(handle, channel, 0, 100)).stream()
        .map(event -> event.position() + " " + ((MessageEvent.Sent) event).message().content())
        .toList();
  }

  @Test
  void eachChannelHasItsMessagesInTheOrderOfTheBatch() {
    append(Samples.plain(one, "a"), Samples.plain(two, "x"));
    append(
        Samples.plain(two, "y"),
        Samples.plain(one, "b"),
        Samples.plain(one, "c"),
        Samples.plain(two, "z"));

    assertThat(events(one.channelId())).containsExactly("1 a", "2 b", "3 c");
    assertThat(events(two.channelId())).containsExactly("1 x", "2 y", "3 z");
  }

  @Test
  void eachWebhookIsCountedByItsOwnMessages() {
    List<Appended> answers =
        Append.OWN.execute(
            database,
            List.of(Samples.plain(one, "a"), Samples.plain(two, "x"), Samples.plain(two, "y")));

    assertThat(webhooks.find(one.id()).orElseThrow().usage())
        .isEqualTo(new Usage(1, time(answers.get(0))));
    assertThat(webhooks.find(two.id()).orElseThrow().usage())
        .isEqualTo(new Usage(2, time(answers.get(2))));
  }

  private static Optional<Instant> time(Appended stored) {
    return stored.message().map(Message::createdAt);
  }

  @Test
  void aChannelsMessagesOfOneBatchHaveOneTimeWithKeysAndWithout() {
    for (NewMessage last : List.of(Samples.plain(one, "b"), Samples.once(one, "k", "b"))) {
      List<Appended> answers =
          Append.OWN.execute(
              database, List.of(Samples.plain(one, "a"), last, Samples.plain(two, "x")));

      assertThat(time(answers.get(0))).isPresent().isEqualTo(time(answers.get(1)));
      for (Appended answer : answers) {
        Message stored = answer.message().orElseThrow();
        Optional<Message> found =
            database.call(handle -> MessageQueries.find(handle, stored.channelId(), stored.id()));
        assertThat(found).contains(stored);
      }
    }
  }

  @Test
  void aBatchThatWaitedForItsChannelHasTheTimeWhenItWasStored() throws Exception {
    append(Samples.plain(one, "first"));
    for (NewMessage late : List.of(Samples.plain(one, "plain"), Samples.once(one, "k", "keyed"))) {
      ExecutorService node = Executors.newSingleThreadExecutor();
      try (Connection other = pool.getConnection();
          Statement statement = other.createStatement()) {
        other.setAutoCommit(false);
        statement.execute("SELECT FROM webhooks.channel_feed FOR UPDATE");
        Future<List<Appended>> answers =
            node.submit(() -> Append.OWN.execute(database, List.of(late)));
        Await.until("the batch waits", () -> Waiting.count(database) == 1);
        Instant released = database.now();
        other.rollback();

        assertThat(time(Await.result(answers).get(0)).orElseThrow())
            .isAfterOrEqualTo(released.truncatedTo(ChronoUnit.MILLIS));
      } finally {
        node.shutdownNow();
      }
    }
  }

  @Test
  void aWebhookThatChangedLosesItsOwnMessagesAlone() {
    webhooks.raiseVersions(two.channelId());

    assertThat(append(Samples.plain(one, "a"), Samples.plain(two, "late"), Samples.plain(one, "b")))
        .containsExactly(Outcome.STORED, Outcome.WEBHOOK_CHANGED, Outcome.STORED);
    assertThat(events(one.channelId())).containsExactly("1 a", "2 b");
    assertThat(events(two.channelId())).isEmpty();
    assertThat(webhooks.find(two.id()).orElseThrow().usage()).isEqualTo(Usage.NONE);
  }

  @Test
  void ofTwoVersionsOfAWebhookTheCurrentOneIsStored() {
    webhooks.raiseVersions(one.channelId());

    assertThat(append(Samples.plain(one, "old"), Samples.plain(one.withVersionRaised(), "new")))
        .containsExactly(Outcome.WEBHOOK_CHANGED, Outcome.STORED);
    assertThat(events(one.channelId())).containsExactly("1 new");
  }

  @Test
  void messagesWithAndWithoutKeysGoTogether() {
    append(Samples.once(one, "k", "a"));

    assertThat(
            append(
                Samples.plain(one, "b"),
                Samples.once(one, "k", "a"),
                Samples.once(one, "other", "c")))
        .containsExactly(Outcome.STORED, Outcome.REPLAYED, Outcome.STORED);
    assertThat(events(one.channelId())).containsExactly("1 a", "2 b", "3 c");
  }

  @Test
  void aWebhookThatSeveralNodesAreBusyWithCanBeSwitchedOff() throws Exception {
    ExecutorService nodes = Executors.newFixedThreadPool(6);
    try (HikariDataSource many = TestPostgres.pool(pool.getDataSource(), 6)) {
      var flooded = new Database(many);
      List<Future<?>> floods = new ArrayList<>();
      for (int node = 0; node < 6; node++) {
        floods.add(nodes.submit(() -> flood(flooded)));
      }
      Await.until("it is flooded", () -> events(one.channelId()).size() == 100);

      webhooks.raiseVersions(one.channelId());
      long told = latest();

      for (Future<?> flood : floods) {
        Await.result(flood);
      }
      assertThat(latest()).isEqualTo(told);
    } finally {
      nodes.shutdownNow();
    }
  }

  /** Ends when the webhook is no longer what it was. */
  private void flood(Database database) {
    Outcome outcome = Outcome.STORED;
    while (outcome == Outcome.STORED) {
      NewMessage[] batch = new NewMessage[20];
      Arrays.setAll(batch, i -> Samples.plain(one, "flood"));
      outcome = Append.OWN.execute(database, List.of(batch)).get(0).outcome();
    }
  }

  private long latest() {
    return database.call(handle -> MessageQueries.latestPosition(handle, one.channelId()));
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.adapter.jdbc.append.Append;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.message.MessageQueries;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of a webhook and the calls and additions that meet it owe each other. */
class VersionLocksTest {
  private static HikariDataSource pool;
  private static Database database;
  private static JdbcWebhookStore webhooks;

  private final ExecutorService nodes = Executors.newCachedThreadPool();
  private final Webhook webhook = add(Samples.newWebhook(Samples.channel()));

  @BeforeAll
  static void makeDatabase() {
    pool = TestPostgres.pool(TestPostgres.database(), 8);
    database = new Database(pool);
    webhooks = new JdbcWebhookStore(database);
  }

  @AfterAll
  static void closePool() {
    pool.close();
  }

  @AfterEach
  void end() {
    nodes.shutdown();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCallThatMeetsAChangeWaitsForItAndIsNotStored(boolean withKey) throws Exception {
    Future<?> change;
    Future<Outcome> call;
    AuditDraft entry = Samples.entry(AuditAction.SWITCHED_OFF, webhook);
    try (var held = HeldRows.auditEntry(pool, entry.id())) {
      change = nodes.submit(() -> change(webhook, entry));
      held.awaitWaiting(1, change);
      call = nodes.submit(() -> append(message(webhook, withKey)));
      held.awaitWaiting(2, call);
    }

    Await.result(change);
    assertThat(Await.result(call)).isEqualTo(Outcome.WEBHOOK_CHANGED);
    assertThat(latest(webhook.channelId())).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aChangeThatMeetsACallReturnsWhenTheMessageIsStored(boolean withKey) throws Exception {
    append(message(webhook, false));
    Future<Outcome> call;
    Future<?> change;
    try (var held =
        HeldRows.row(pool, "webhooks.channel_feed", "channel_id", webhook.channelId().value())) {
      call = nodes.submit(() -> append(message(webhook, withKey)));
      held.awaitWaiting(1, call);
      change = nodes.submit(() -> change(webhook));
      held.awaitWaiting(2, change);
      assertThat(change).as("the change, while a call of the old version goes on").isNotDone();
    }

    assertThat(Await.result(call)).isEqualTo(Outcome.STORED);
    Await.result(change);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void raisedVersionsMeetACallInTheSameWay(boolean withKey) throws Exception {
    append(message(webhook, false));
    Future<Outcome> call;
    Future<?> raise;
    try (var held =
        HeldRows.row(pool, "webhooks.channel_feed", "channel_id", webhook.channelId().value())) {
      call = nodes.submit(() -> append(message(webhook, withKey)));
      held.awaitWaiting(1, call);
      raise = nodes.submit(() -> webhooks.raiseVersions(webhook.channelId()));
      held.awaitWaiting(2, raise);
      assertThat(raise).as("the raise, while a call of the old version goes on").isNotDone();
    }

    assertThat(Await.result(call)).isEqualTo(Outcome.STORED);
    Await.result(raise);
  }

  @Test
  void aWebhookThatIsBeingAddedIsRaisedWhenItIsThere() throws Exception {
    NewWebhook added = Samples.newWebhook(webhook.channelId());
    Future<?> addition;
    Future<?> raise;
    try (var held = HeldRows.table(pool, "webhooks.audit_entry")) {
      addition = nodes.submit(() -> add(added));
      held.awaitWaiting(1, addition);
      raise = nodes.submit(() -> webhooks.raiseVersions(webhook.channelId()));
      held.awaitWaiting(2, raise);
    }

    Await.result(addition);
    Await.result(raise);
    assertThat(version(added.id())).isEqualTo(2);
    assertThat(version(webhook.id())).isEqualTo(webhook.version() + 1);
  }

  @Test
  void twoAdditionsAtOnceDoNotBothTakeTheLastPlace() throws Exception {
    Future<Webhook> one;
    Future<Webhook> other;
    try (var held = HeldRows.table(pool, "webhooks.audit_entry")) {
      one = nodes.submit(() -> add(Samples.newWebhook(webhook.channelId()), 2));
      held.awaitWaiting(1, one);
      other = nodes.submit(() -> add(Samples.newWebhook(webhook.channelId()), 2));
      held.awaitWaiting(2, other);
    }

    Await.result(one);
    assertThatThrownBy(() -> Await.result(other)).isInstanceOf(WebhookException.class);
    assertThat(webhooks.list(webhook.channelId())).hasSize(2);
  }

  @Test
  void twoChangesAtOnceBothLast() throws Exception {
    Future<?> one;
    Future<?> other;
    AuditDraft entry = Samples.entry(AuditAction.SWITCHED_OFF, webhook);
    try (var held = HeldRows.auditEntry(pool, entry.id())) {
      one = nodes.submit(() -> change(webhook, entry));
      held.awaitWaiting(1, one);
      other = nodes.submit(() -> change(webhook));
      held.awaitWaiting(2, other);
    }

    Await.result(one);
    Await.result(other);
    assertThat(version(webhook.id())).isEqualTo(webhook.version() + 2);
  }

  @Test
  void aDeletionThatMeetsTheFirstMessageLeavesNoCounterBehind() throws Exception {
    append(message(add(Samples.newWebhook(webhook.channelId())), false));
    Future<Outcome> call;
    Future<?> deletion;
    try (var held =
        HeldRows.row(pool, "webhooks.channel_feed", "channel_id", webhook.channelId().value())) {
      call = nodes.submit(() -> append(message(webhook, false)));
      held.awaitWaiting(1, call);
      deletion = nodes.submit(() -> delete(webhook));
      held.awaitWaiting(2, deletion);
    }

    assertThat(Await.result(call)).isEqualTo(Outcome.STORED);
    Await.result(deletion);
    assertThat(counters(webhook.id())).isZero();
  }

  private static Webhook add(NewWebhook made) {
    return add(made, 50);
  }

  private static Webhook add(NewWebhook made, int max) {
    return webhooks.add(made, max, Samples.created(made));
  }

  /** Changes a webhook as a switch does. */
  private static Object change(Webhook known) {
    return change(known, Samples.entry(AuditAction.SWITCHED_OFF, known));
  }

  private static Object change(Webhook known, AuditDraft entry) {
    return webhooks.update(known, before -> new Change(before.withVersionRaised(), List.of(entry)));
  }

  private static Object delete(Webhook known) {
    webhooks.delete(known, before -> Samples.entry(AuditAction.DELETED, before));
    return known;
  }

  private static long counters(WebhookId id) {
    return database.call(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM webhooks.webhook_usage WHERE webhook_id = :id")
                .bind("id", id.value())
                .mapTo(Long.class)
                .one());
  }

  private static NewMessage message(Webhook webhook, boolean withKey) {
    return withKey ? Samples.once(webhook, "key", "text") : Samples.plain(webhook, "text");
  }

  private static Outcome append(NewMessage message) {
    return Append.OWN.execute(database, List.of(message)).get(0).outcome();
  }

  private static long version(WebhookId id) {
    return webhooks.find(id).orElseThrow().webhook().version();
  }

  private static long latest(ChannelId channel) {
    return database.call(handle -> MessageQueries.latestPosition(handle, channel));
  }
}

package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import static io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.Ageing;
import io.chatalot.webhooks.adapter.jdbc.chatalot.ChatalotHost;
import io.chatalot.webhooks.adapter.jdbc.chatalot.HostedNode;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChatalotOrphansTest {
  private static final Duration YOUNG = Duration.ofHours(47);
  private static final Duration OLD = Duration.ofHours(49);

  private final ChatalotHost host = ChatalotHost.create();
  private final HostedNode node = new HostedNode(host, Optional.empty());
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
  private final ChatalotOrphans orphans = new ChatalotOrphans(node.database, nanoTime::get);
  private final Webhook webhook = Samples.added(node.webhooks, new ChannelId(id("a1")));

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aMessageThatChatalotRemovedIsKeptForTwoDays() {
    Message purged = sent("purged");
    Message deleted = sent("deleted");
    Message kept = sent("kept");
    host.run("DELETE FROM messages WHERE id = ?", purged.id().value());
    host.run("UPDATE messages SET deleted_at = now() WHERE id = ?", deleted.id().value());

    Ageing.age(node.database, webhook, YOUNG);
    assertThat(orphans.round()).isZero();
    assertThat(ours()).hasSize(3);

    Ageing.age(node.database, webhook, OLD.minus(YOUNG));
    pass(Duration.ofHours(1));
    assertThat(orphans.round()).isEqualTo(2);
    assertThat(ours()).containsExactly(kept.id().value());
  }

  @Test
  void aMessageThatChatalotOnlyHidesStays() {
    Message quarantined = sent("quarantined");
    Message expired = sent("expired");
    host.run("UPDATE messages SET quarantined_at = now() WHERE id = ?", quarantined.id().value());
    host.run("UPDATE messages SET expires_at = now() WHERE id = ?", expired.id().value());
    Ageing.age(node.database, webhook, OLD);

    assertThat(orphans.round()).isZero();

    host.run("UPDATE messages SET quarantined_at = NULL WHERE id = ?", quarantined.id().value());
    assertThat(page()).containsExactly("quarantined");
  }

  @Test
  void aRepeatWithinADayGetsTheFirstAnswerThoughChatalotRemovedTheMessage() {
    Appended first = node.messages.append(Samples.once(webhook, "key", "text"));
    host.run("DELETE FROM messages");
    Ageing.age(node.database, webhook, Duration.ofHours(23));

    orphans.round();

    Appended repeat = node.messages.append(Samples.once(webhook, "key", "text"));
    assertThat(repeat.outcome()).isEqualTo(Outcome.REPLAYED);
    assertThat(repeat.message().orElseThrow().id()).isEqualTo(first.message().orElseThrow().id());
    assertThat(host.value(Integer.class, "SELECT count(*) FROM messages")).isZero();
  }

  @Test
  void editsAndDeletionsGoAfterTheirMessage() {
    Message deleted = sent("deleted");
    Message edited = sent("edited");
    node.messages.delete(webhook.channelId(), webhook.id(), deleted.id());
    node.messages.edit(webhook.channelId(), webhook.id(), edited.id(), edited.content());

    assertThat(orphans.round()).isZero();
    assertThat(count("message_change")).isEqualTo(2);

    Ageing.age(node.database, webhook, OLD);
    pass(Duration.ofHours(1));
    assertThat(orphans.round()).isEqualTo(2);
    assertThat(count("message_change")).isEqualTo(1);
    assertThat(ours()).containsExactly(edited.id().value());
  }

  @Test
  void allOfAChannelGoesWithTheChannel() {
    sent("young");
    Webhook other = Samples.added(node.webhooks, new ChannelId(id("a7")));
    node.messages.append(Samples.plain(other, "stays"));
    host.run("DELETE FROM channels WHERE id = ?", id("a1"));

    assertThat(orphans.round()).isEqualTo(3);

    assertThat(node.webhooks.find(webhook.id())).isEmpty();
    assertThat(node.webhooks.find(other.id()).orElseThrow().usage().messagesSent()).isEqualTo(1);
    for (String table : List.of("webhook", "webhook_usage", "message", "channel_feed")) {
      assertThat(count(table)).as(table).isEqualTo(1);
    }
  }

  @Test
  void allOfACommunityGoesWithTheCommunity() {
    sent("x");
    host.run("DELETE FROM communities WHERE id = ?", id("c1"));

    orphans.round();

    for (String table : List.of("webhook", "webhook_usage", "message", "channel_feed")) {
      assertThat(count(table)).as(table).isZero();
    }
  }

  @Test
  void anArchivedChannelKeepsAll() {
    sent("x");
    host.run("UPDATE channels SET archived = true WHERE id = ?", id("a1"));
    Ageing.age(node.database, webhook, OLD);

    assertThat(orphans.round()).isZero();
    assertThat(page()).containsExactly("x");
  }

  @Test
  void aRoundContinuesWhereTheRoundBeforeEnded() {
    Ageing.age(node.database, webhook, OLD);
    host.run(
        """
        INSERT INTO webhooks.message
          (channel_id, position, id, webhook_id, username, content, created_at)
        SELECT ?, n, gen_random_uuid(), ?, '', '', now() - interval '3 days'
        FROM generate_series(1, 5500) AS n
        """,
        id("a1"),
        webhook.id().value());
    var small = new ChatalotOrphans(node.database, nanoTime::get, 2);

    assertThat(small.round()).isEqualTo(2_000);
    assertThat(small.round()).isEqualTo(2_000);
    assertThat(small.round()).isEqualTo(1_500);
    assertThat(ours()).isEmpty();
  }

  @Test
  void aPassBeginsAnewAnHourAfterTheLast() {
    Message message = sent("x");
    assertThat(orphans.round()).isZero();
    host.run("DELETE FROM messages WHERE id = ?", message.id().value());
    Ageing.age(node.database, webhook, OLD);

    pass(Duration.ofMinutes(59));
    assertThat(orphans.round()).isZero();
    pass(Duration.ofMinutes(1));
    assertThat(orphans.round()).isEqualTo(1);
  }

  @Test
  void noRowOfChatalotsIsLockedAndNoLockIsWaitedFor() throws Exception {
    Message message = sent("x");
    host.run("UPDATE messages SET deleted_at = now() WHERE id = ?", message.id().value());
    Ageing.age(node.database, webhook, OLD);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try (Handle chatalot = Jdbi.open(host.asHost());
        Handle edit = Jdbi.open(host.asHost())) {
      chatalot.begin();
      chatalot.execute("SELECT FROM messages FOR UPDATE");
      chatalot.execute("SELECT FROM channels FOR UPDATE");
      edit.begin();
      edit.execute("SELECT FROM webhooks.message FOR UPDATE");
      assertThat(other.submit(orphans::round).get(5, TimeUnit.SECONDS)).isZero();

      edit.rollback();
      pass(Duration.ofHours(1));
      assertThat(other.submit(orphans::round).get(5, TimeUnit.SECONDS)).isEqualTo(1);
      chatalot.rollback();
    } finally {
      other.shutdownNow();
    }
  }

  private Message sent(String content) {
    return node.messages.append(Samples.plain(webhook, content)).message().orElseThrow();
  }

  private void pass(Duration time) {
    nanoTime.addAndGet(time.toNanos());
  }

  private List<UUID> ours() {
    return Jdbi.create(host.asHost())
        .withHandle(
            handle ->
                handle.createQuery("SELECT id FROM webhooks.message").mapTo(UUID.class).list());
  }

  private List<String> page() {
    return node.messages.page(webhook.channelId(), MessageRange.newest(50)).stream()
        .map(message -> message.content().value())
        .toList();
  }

  private int count(String table) {
    return host.value(Integer.class, "SELECT count(*) FROM webhooks." + table);
  }
}

package io.chatalot.webhooks.adapter.jdbc.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/** While two nodes store, edit and delete messages, every statement of Chatalot's goes through. */
class UnharmedHostTest {
  private static final int CHANNELS = 240;
  private static final int DELETIONS = 200;

  private final ChatalotHost host = ChatalotHost.create();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger stored = new AtomicInteger();

  @Test
  void deletionsOfChannelsAndCommunitiesGoThroughAmongCallsEditsAndDeletions() throws Exception {
    // Without these each deleted message costs Chatalot a scan of all messages.
    host.run("CREATE INDEX ON messages (reply_to_id)");
    host.run("CREATE INDEX ON messages (thread_id)");
    ExecutorService callers = Executors.newCachedThreadPool();
    try (HostedNode one = new HostedNode(host, Optional.of(ChatalotHost.id("4")));
        HostedNode other = new HostedNode(host, Optional.empty())) {
      List<Webhook> webhooks = webhooks(one);
      List<Future<?>> calls = new ArrayList<>();
      for (int caller = 0; caller < 16; caller++) {
        HostedNode node = caller % 2 == 0 ? one : other;
        int seed = caller;
        calls.add(callers.submit(() -> call(node, webhooks, new Random(seed))));
      }
      for (HostedNode node : List.of(one, other)) {
        calls.add(callers.submit(() -> callInBatches(node, webhooks)));
      }
      while (stored.get() < 200) {
        TimeUnit.MILLISECONDS.sleep(1);
      }

      delete(webhooks);

      over.set(true);
      for (Future<?> call : calls) {
        call.get(60, TimeUnit.SECONDS);
      }
    } finally {
      over.set(true);
      callers.shutdownNow();
    }
    assertThat(host.value(Integer.class, "SELECT count(*) FROM channels WHERE name = 'made'"))
        .isEqualTo(CHANNELS - DELETIONS);
    assertThat(host.value(Integer.class, HALVES))
        .as("messages in one of the tables alone")
        .isZero();
  }

  /** Our rows of channels that are there, without a row of Chatalot's. */
  private static final String HALVES =
      """
      SELECT count(*) FROM webhooks.message AS ours
      WHERE EXISTS (SELECT FROM channels WHERE id = ours.channel_id)
        AND NOT EXISTS (SELECT FROM messages WHERE id = ours.id)
      """;

  /** Channels with a webhook each, every other one in a community of its own. */
  private List<Webhook> webhooks(HostedNode node) {
    var webhooks = new ArrayList<Webhook>();
    for (int i = 0; i < CHANNELS; i++) {
      UUID id = UUID.randomUUID();
      UUID owner = ChatalotHost.id("3");
      if (i % 2 == 0) {
        host.run("INSERT INTO communities VALUES (?, 'made', ?)", id, owner);
        host.run("INSERT INTO groups VALUES (?, 'made', ?, ?)", id, owner, id);
        host.run(
            "INSERT INTO channels (id, name, channel_type, group_id) VALUES (?, 'made', 'text', ?)",
            id,
            id);
      } else {
        host.run("INSERT INTO channels (id, name, channel_type) VALUES (?, 'made', 'text')", id);
      }
      webhooks.add(Samples.added(node.webhooks, new ChannelId(id)));
    }
    return webhooks;
  }

  /** Each deletion is a transaction that has locked messages before. */
  private void delete(List<Webhook> webhooks) {
    Jdbi.create(host.asHost())
        .useHandle(
            handle -> {
              for (int i = 0; i < DELETIONS; i++) {
                UUID id = webhooks.get(i).channelId().value();
                String table = i % 2 == 0 ? "communities" : "channels";
                handle.useTransaction(
                    deleting -> {
                      deleting.execute(
                          "UPDATE messages SET deleted_at = now() WHERE channel_id = ? AND"
                              + " deleted_at IS NULL",
                          id);
                      deleting.execute("DELETE FROM " + table + " WHERE id = ?", id);
                    });
              }
            });
  }

  private Void call(HostedNode node, List<Webhook> webhooks, Random random)
      throws InterruptedException {
    while (!over.get()) {
      Webhook webhook = webhooks.get(random.nextInt(webhooks.size()));
      NewMessage entry =
          random.nextBoolean()
              ? Samples.plain(webhook, "text")
              : Samples.once(webhook, UUID.randomUUID().toString(), "text");
      try {
        Appended appended = node.messages.append(entry);
        appended.message().ifPresent(message -> change(node, message, random.nextInt(3)));
      } catch (WebhookException refused) {
        // A caller may be asked to come again; Chatalot may not.
        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return null;
  }

  private void change(HostedNode node, Message message, int what) {
    stored.incrementAndGet();
    if (what == 0) {
      node.messages.edit(
          message.channelId(), message.webhookId(), message.id(), new MessageContent("edited"));
    } else if (what == 1) {
      node.messages.delete(message.channelId(), message.id());
    }
  }

  /** Batches over all channels hold the most locks at a time. */
  private Void callInBatches(HostedNode node, List<Webhook> webhooks) throws InterruptedException {
    var tables = new HostedMessages(Optional.empty(), stored -> {});
    while (!over.get()) {
      List<NewMessage> batch =
          webhooks.stream().map(webhook -> Samples.plain(webhook, "text")).toList();
      try {
        assertThat(tables.append(node.database, batch))
            .extracting(Appended::outcome)
            .isSubsetOf(Outcome.STORED, Outcome.WEBHOOK_CHANGED, Outcome.BUSY);
      } catch (WebhookException refused) {
        assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
      } catch (JdbiException channelGone) {
        // The log would now store each message of the batch alone.
        assertThat(channelGone).hasMessageContaining("messages_channel_id_fkey");
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    return null;
  }
}

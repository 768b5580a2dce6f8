package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies the other nodes of channels with new events, after the transaction of the event.
 * PostgreSQL lets transactions that notify commit only one after the other, by a lock of the whole
 * database.
 */
final class NoticeSender {
  private static final Logger LOG = LoggerFactory.getLogger(NoticeSender.class);

  private static final String TASK = "notice_sender";

  /** The first notice is sent at once; events within this time after it share the next notice. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final Database database;
  private final UUID node;
  private final Background background;
  private final ScheduledExecutorService scheduler;
  private final Object lock = new Object();
  private final Set<ChannelId> waiting = new HashSet<>();
  private long gatherUntil = System.nanoTime();

  NoticeSender(
      Database database, UUID node, ScheduledExecutorService scheduler, Background background) {
    this.background = background;
    background.begins(TASK);
    this.database = database;
    this.node = node;
    this.scheduler = scheduler;
  }

  /** Never throws, since the event is committed even if other nodes do not hear of it. */
  void send(Set<ChannelId> channels) {
    background.guarded(TASK, () -> gather(channels)).run();
  }

  private void gather(Set<ChannelId> channels) {
    synchronized (lock) {
      if (waiting.isEmpty() && !channels.isEmpty()) {
        scheduler.schedule(
            background.guarded(TASK, this::sendWaiting),
            gatherUntil - System.nanoTime(),
            TimeUnit.NANOSECONDS);
      }
      waiting.addAll(channels);
    }
  }

  private void sendWaiting() {
    Set<ChannelId> due;
    synchronized (lock) {
      try {
        due = Set.copyOf(waiting);
      } finally {
        // Remaining entries would keep all later notices from being sent.
        waiting.clear();
      }
      gatherUntil = System.nanoTime() + GATHERING.toNanos();
    }
    try {
      notify(due);
    } catch (WebhookException away) {
      LOG.debug("Notices were lost: {}", away.getMessage());
    }
  }

  /** Does not wait for the disk, since the event is committed and a notice may be lost. */
  private void notify(Set<ChannelId> channels) {
    database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT set_config('synchronous_commit', 'off', true)
                    FROM unnest(:notices) AS notice, pg_notify(:name, notice)
                    """)
                .bindArray(
                    "notices",
                    String.class,
                    Notice.of(node, List.copyOf(channels)).stream().map(Notice::text).toList())
                .bind("name", Notice.NAME)
                .mapTo(String.class)
                .list());
  }
}

package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.feed.Gathering;
import io.chatalot.webhooks.adapter.jdbc.feed.Notifications;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.domain.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Notifies Chatalot of stored messages: a notice {@code {"channel_id":"…","message_id":"…"}} on
 * {@value #NAME} for each message, within moments after it was stored. Chatalot's server does not
 * listen yet; a change there would show messages live.
 */
public final class HostNotices implements Consumer<List<Message>>, AutoCloseable {
  /** The name of PostgreSQL's notification channel. */
  public static final String NAME = "chatalot_webhooks";

  /** Some seconds of the largest load while the database is slow; further notices are lost. */
  private static final int MOST = 20_000;

  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private final ScheduledThreadPoolExecutor scheduler;
  private final Gathering<String> news;

  public HostNotices(Database database, Background background) {
    scheduler = new ScheduledThreadPoolExecutor(1, HostNotices::thread);
    scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    news =
        new Gathering<>(
            "host_notices",
            MOST,
            scheduler,
            background,
            notices -> Notifications.send(database, NAME, List.copyOf(notices)));
  }

  @Override
  public void accept(List<Message> stored) {
    news.add(stored.stream().map(HostNotices::notice).toList());
  }

  private static String notice(Message message) {
    return "{\"channel_id\":\""
        + message.channelId()
        + "\",\"message_id\":\""
        + message.id()
        + "\"}";
  }

  /** Sends the remaining notices, for a second at most. */
  @Override
  public void close() {
    scheduler.shutdown();
    try {
      scheduler.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "webhooks-host-notices");
    thread.setDaemon(true);
    return thread;
  }
}

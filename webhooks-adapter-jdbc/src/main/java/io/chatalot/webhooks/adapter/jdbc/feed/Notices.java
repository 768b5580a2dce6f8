package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.application.driven.MessageLog.Subscription;
import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Wakes followers: on this node at once, and on other nodes by a notice. A notice only says "look
 * again", so a lost notice costs time and nothing else: a node that listens again wakes all its
 * followers, and a {@link FeedPoller} wakes those followers that missed an event.
 */
public final class Notices implements AutoCloseable {
  private static final Duration FALLBACK = Duration.ofSeconds(2);

  private final Subscribers subscribers;
  private final Recurring lookout;
  private final ScheduledThreadPoolExecutor scheduler;
  private final NoticeSender sender;
  private final NoticeListener listener;

  public Notices(Database database, DataSource listening, Background background) {
    subscribers = new Subscribers(background);
    UUID node = UUID.randomUUID();
    scheduler = new ScheduledThreadPoolExecutor(1, Notices::thread);
    // After the end nobody listens.
    scheduler.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    lookout =
        background.every(FALLBACK, "channel_lookout", new FeedPoller(database, subscribers)::look);
    sender = new NoticeSender(database, node, scheduler, background);
    listener = new NoticeListener(listening, node, subscribers, background);
  }

  public Subscription subscribe(ChannelId channel, Runnable wake) {
    return subscribers.add(channel, wake)::run;
  }

  /** The channels with subscribers on this node. */
  public Set<ChannelId> followed() {
    return subscribers.channels();
  }

  /** Notes that these channels have new events. */
  public void happened(Set<ChannelId> channels) {
    channels.forEach(subscribers::wake);
    sender.send(channels);
  }

  /** Sends the remaining notices and ends all threads, within moments if the database answers. */
  @Override
  public void close() {
    lookout.close();
    listener.close();
    scheduler.shutdown();
    try {
      scheduler.awaitTermination(FALLBACK.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "webhooks-notices");
    thread.setDaemon(true);
    return thread;
  }
}

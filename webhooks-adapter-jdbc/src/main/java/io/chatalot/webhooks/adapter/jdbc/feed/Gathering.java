package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers news for some milliseconds and sends them together. News may get lost while the database
 * is away. Safe for use by many threads.
 *
 * @param <T> a piece of news; equal ones are sent once
 */
public final class Gathering<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

  /** The first news are sent at once; news within this time after them go together. */
  private static final Duration TIME = Duration.ofMillis(10);

  private final String task;
  private final int most;
  private final ScheduledExecutorService scheduler;
  private final Background background;
  private final Consumer<Set<T>> send;
  private final Object lock = new Object();
  private final Set<T> waiting = new LinkedHashSet<>();
  private long gatherUntil = System.nanoTime();

  /**
   * @param task the name for failures
   * @param most the most news that wait; further news are lost
   * @param send may block, and may throw {@link WebhookException} if the database is away
   */
  public Gathering(
      String task,
      int most,
      ScheduledExecutorService scheduler,
      Background background,
      Consumer<Set<T>> send) {
    this.task = task;
    this.most = most;
    this.scheduler = scheduler;
    this.background = background;
    this.send = send;
    background.begins(task);
  }

  /** Adds news. Never blocks and never throws. */
  public void add(Collection<T> news) {
    background.guarded(task, () -> gather(news)).run();
  }

  private void gather(Collection<T> news) {
    synchronized (lock) {
      if (waiting.isEmpty() && !news.isEmpty()) {
        scheduler.schedule(
            background.guarded(task, this::sendWaiting),
            gatherUntil - System.nanoTime(),
            TimeUnit.NANOSECONDS);
      }
      if (waiting.size() + news.size() <= most) {
        waiting.addAll(news);
      }
    }
  }

  private void sendWaiting() {
    Set<T> due;
    synchronized (lock) {
      try {
        due = Set.copyOf(waiting);
      } finally {
        // Remaining entries would keep all later news from being sent.
        waiting.clear();
      }
      gatherUntil = System.nanoTime() + TIME.toNanos();
    }
    try {
      if (!due.isEmpty()) {
        send.accept(due);
      }
    } catch (WebhookException away) {
      LOG.debug("Notices were lost: {}", away.getMessage());
    }
  }
}

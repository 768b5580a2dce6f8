package io.chatalot.webhooks.adapter.http;

import io.chatalot.webhooks.adapter.http.Rounds.Then;
import io.chatalot.webhooks.application.driving.FollowChannel;
import io.chatalot.webhooks.application.driving.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tails of all channels that are followed on this node, and the threads that work for them.
 * They are few, however many followers there are: these can wait, and those who post need the
 * stores too. Those who are behind have threads of their own, so that the others need not wait for
 * them.
 */
final class Tails implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tails.class);
  private static final int ROUNDS_AT_ONCE = 4;
  private static final int CATCHING_UP_AT_ONCE = 2;

  private final FollowChannel reader;
  private final Readings readings;
  private final Map<ChannelId, Tail> tails = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor tailThreads =
      new ScheduledThreadPoolExecutor(
          ROUNDS_AT_ONCE, task -> daemon(task, "event-stream-tail"), new DiscardPolicy());
  private final ThreadPoolExecutor catchUpThreads =
      new ThreadPoolExecutor(
          CATCHING_UP_AT_ONCE,
          CATCHING_UP_AT_ONCE,
          0,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> daemon(task, "event-stream-catch-up"),
          new DiscardPolicy());
  private volatile boolean closed;

  Tails(FollowChannel reader, SessionGuard sessions) {
    this.reader = reader;
    readings = new Readings(sessions);
    tailThreads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** How many follow. */
  int count() {
    return tails.values().stream().mapToInt(Tail::count).sum();
  }

  boolean isClosed() {
    return closed;
  }

  /** From now on the follower is told what happens, once its greeting is written. */
  void add(Follower follower, Place place) {
    tails.compute(
        follower.channel,
        (channel, there) -> {
          Tail tail = there == null ? open(channel, place) : there;
          tail.add(follower);
          if (there == null) {
            // There may have been news while nobody listened.
            tail.wake();
          }
          return tail;
        });
    if (closed) {
      end(follower);
    }
  }

  private Tail open(ChannelId channel, Place place) {
    var tail = new Tail(this, readings, place.latest());
    tail.open(reader, channel);
    return tail;
  }

  /** The follower has taken what was written to it. */
  void settle(Follower follower) {
    Tail tail = tails.get(follower.channel);
    if (tail != null) {
      tail.settle(follower);
    }
  }

  /** The follower is told nothing more. */
  void end(Follower follower) {
    tails.computeIfPresent(
        follower.channel,
        (channel, tail) -> {
          tail.remove(follower);
          if (tail.count() > 0) {
            return tail;
          }
          tail.close();
          return null;
        });
    follower.outlet.end();
  }

  /** Says something to every follower, and ends those who no longer take it. */
  void beat() {
    tails.values().forEach(Tail::beat);
  }

  void beatEvery(long seconds) {
    tailThreads.scheduleAtFixedRate(this::beatSafely, seconds, seconds, TimeUnit.SECONDS);
  }

  /** What is thrown would be the last heartbeat. */
  private void beatSafely() {
    try {
      beat();
    } catch (RuntimeException e) {
      LOG.error("A heartbeat failed", e);
    }
  }

  Rounds rounds(Supplier<Then> round) {
    return new Rounds(tailThreads, round);
  }

  void catchUp(Runnable reading) {
    catchUpThreads.execute(reading);
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Ends every follower. */
  @Override
  public void close() {
    closed = true;
    tailThreads.shutdown();
    catchUpThreads.getQueue().clear();
    catchUpThreads.shutdown();
    tails.values().forEach(tail -> tail.all().forEach(this::end));
  }
}

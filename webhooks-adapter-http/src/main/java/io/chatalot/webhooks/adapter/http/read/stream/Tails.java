package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.adapter.http.read.stream.Debouncer.Then;
import io.chatalot.webhooks.adapter.http.route.SessionGuard;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.application.driving.read.FollowChannel;
import io.chatalot.webhooks.application.driving.read.FollowChannel.Place;
import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The tails of all followed channels on this node, and their threads. The threads are few, since
 * followers can wait while callers need the stores, too. Followers that are behind have separate
 * threads, so that the others never wait for them.
 */
public final class Tails implements AutoCloseable {
  private static final String HEARTBEAT = "stream_heartbeat";
  private static final int ROUNDS_AT_ONCE = 4;
  private static final int CATCHING_UP_AT_ONCE = 2;

  private final FollowChannel reader;
  private final GuardedReads readings;
  private final Background background;
  private final Map<ChannelId, Tail> tails = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor tailThreads =
      threads(ROUNDS_AT_ONCE, "event-stream-tail");
  private final ScheduledThreadPoolExecutor catchUpThreads =
      threads(CATCHING_UP_AT_ONCE, "event-stream-catch-up");
  private final long share;
  private final Unread unread;
  private final AtomicLong keptBytes = new AtomicLong();
  private final List<Recurring> beats = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Takes a sixteenth of the heap for events that followers have not taken. */
  Tails(FollowChannel reader, SessionGuard sessions, Background background) {
    this(reader, sessions, background, Math.max(4L << 20, Runtime.getRuntime().maxMemory() / 16));
  }

  /**
   * @param share the most bytes of events that followers were given and have not taken; caches for
   *     followers behind get half as many
   */
  Tails(FollowChannel reader, SessionGuard sessions, Background background, long share) {
    this.background = background;
    background.begins(HEARTBEAT);
    this.reader = reader;
    this.share = share;
    unread = new Unread(share);
    readings = new GuardedReads(sessions);
  }

  private static ScheduledThreadPoolExecutor threads(int count, String name) {
    var threads =
        new ScheduledThreadPoolExecutor(count, task -> daemon(task, name), new DiscardPolicy());
    threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return threads;
  }

  /** The number of followers. */
  int count() {
    return tails.values().stream().mapToInt(Tail::count).sum();
  }

  boolean isClosed() {
    return closed;
  }

  /** Adds a follower, which gets events once its greeting is written. */
  void add(StreamClient follower, Place place) {
    tails.compute(
        follower.channel,
        (channel, there) -> {
          Tail tail = there == null ? open(channel, place) : there;
          tail.add(follower);
          if (there == null) {
            // Events may have arrived before the tail followed the channel.
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

  /** Notes that the follower has taken its last write. */
  void settle(StreamClient follower) {
    unread.done(follower);
    Tail tail = tails.get(follower.channel);
    if (tail != null) {
      tail.settle(follower);
    }
  }

  /** Ends a follower's stream. */
  void end(StreamClient follower) {
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
    unread.done(follower);
    follower.writer.end();
  }

  /** Ends the stream of a follower that reads too slowly. */
  void endSlow(StreamClient follower) {
    follower.writer.cutSlow();
    end(follower);
  }

  /** Ends the slowest followers while unread events exceed their share of the heap. */
  void makeRoom() {
    unread.tooSlow().forEach(this::endSlow);
  }

  /** Counts a failure of a channel's rounds. */
  void failed(Throwable broken) {
    background.failed("stream_rounds", broken);
  }

  Unread unread() {
    return unread;
  }

  RecentPages recentPages() {
    return new RecentPages(keptBytes);
  }

  /** Whether the channels' caches exceed their bound and should be cleared. */
  boolean keepsTooMuch() {
    return keptBytes.get() > share / 2;
  }

  /** Sends a heartbeat to every follower, and ends stuck followers. */
  void beat() {
    tails.values().forEach(tail -> background.guarded(HEARTBEAT, tail::beat).run());
  }

  void beatEvery(Duration interval) {
    beats.add(background.every(interval, HEARTBEAT, this::beat));
  }

  Debouncer rounds(Supplier<Then> round) {
    return new Debouncer(tailThreads, background, "stream_rounds", round);
  }

  Debouncer catchUps(Supplier<Then> round) {
    return new Debouncer(catchUpThreads, background, "stream_catch_up", round);
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
    beats.forEach(Recurring::close);
    tailThreads.shutdown();
    catchUpThreads.shutdown();
    tails.values().forEach(tail -> tail.all().forEach(this::end));
  }
}

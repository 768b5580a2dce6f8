package io.chatalot.webhooks.adapter.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.SelectableChannel;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.SelectorManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open connections of a server, bounded in number. When all are open, those that have waited
 * longest for a request are ended, measured by how long each may wait, to let newcomers in; a
 * newcomer is refused only if all others are at work. Safe for use by many threads.
 */
final class Connections implements SelectorManager.AcceptListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** What an idle connection takes of the heap, and the same again for buffers. */
  private static final int BYTES_EACH = 8 * 1024;

  /** The database, the jar and the log need descriptors, too. */
  private static final int OTHER_FILES = 128;

  /** A part of all that are ended together, so that one look at all of them serves for many. */
  private static final int ROUND = 16;

  /**
   * A look at all of them costs time, of which no more than a twentieth is spent so; between two
   * looks newcomers are refused.
   */
  private static final int IDLE_BETWEEN_ROUNDS = 20;

  /** Also on a machine that is too busy to look at all of them quickly. */
  private static final long LONGEST_BETWEEN_ROUNDS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Of the time for which each may wait: so much it gets in any case. */
  private static final double LEAST_WAIT = 0.02;

  private final int most;
  private final RequestObserver observer;
  private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger leaving = new AtomicInteger();
  private final OnceAMinute full = new OnceAMinute();
  private final OnceAMinute noDescriptor = new OnceAMinute();
  private long nextRound = System.nanoTime();

  /**
   * @param most how many there may be
   */
  Connections(int most, RequestObserver observer) {
    this.most = most;
    this.observer = observer;
  }

  /**
   * As many as are set, but never more than an eighth of the heap has room for, or than the process
   * may have open beside its other files.
   */
  static Connections bounded(int most, RequestObserver observer) {
    long inHeap = Runtime.getRuntime().maxMemory() / 8 / BYTES_EACH;
    long inFiles = descriptors().orElse(Long.MAX_VALUE);
    long room = Math.max(1, Math.min(most, Math.min(inHeap, inFiles)));
    if (room < most) {
      LOG.info(
          "At most {} connections: the heap has room for {}, the limit on open files for {}",
          room,
          inHeap,
          inFiles == Long.MAX_VALUE ? "any number" : inFiles);
    }
    return new Connections((int) room, observer);
  }

  /** How many of the process's file descriptors connections may have; empty if it has no limit. */
  private static OptionalLong descriptors() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        && unix.getMaxFileDescriptorCount() > 0) {
      long all = unix.getMaxFileDescriptorCount();
      return OptionalLong.of(all - Math.max(OTHER_FILES, all / 8));
    }
    return OptionalLong.empty();
  }

  int count() {
    return count.get();
  }

  int most() {
    return most;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    if (count.incrementAndGet() - leaving.get() <= most) {
      return;
    }
    if (full.isDue()) {
      LOG.warn("All {} connections are open; those that wait for a request are ended", most);
    }
    if (!makeRoom()) {
      ended(ConnectionEnd.REFUSED);
      // The selector then finds it closed, and says so by onAcceptFailed.
      close(channel);
    }
  }

  @Override
  public void onAcceptFailed(SelectableChannel channel, Throwable cause) {
    count.decrementAndGet();
  }

  @Override
  public void onClosed(SelectableChannel channel) {
    count.decrementAndGet();
  }

  void opened(TimedConnection connection) {
    open.add(connection);
  }

  void closed(TimedConnection connection) {
    if (open.remove(connection) && connection.isLeaving()) {
      leaving.decrementAndGet();
    }
  }

  /** Nothing could be accepted, most probably for want of file descriptors. */
  void cannotAccept(Throwable failure) {
    if (noDescriptor.isDue()) {
      LOG.error("No connection can be accepted: {}", failure.toString());
    }
    makeRoom();
    ended(ConnectionEnd.NO_DESCRIPTOR);
  }

  void ended(ConnectionEnd why) {
    observer.connectionEnded(why);
  }

  /** Ends what was due by now. */
  void sweep(long now) {
    for (TimedConnection connection : open) {
      if (connection.isLate(now) && connection.end(ConnectionEnd.SLOW_HEADERS)) {
        ended(ConnectionEnd.SLOW_HEADERS);
      }
    }
  }

  /** Returns whether any connection was ended, so that others find room. */
  private synchronized boolean makeRoom() {
    long now = System.nanoTime();
    if (now - nextRound < 0) {
      return false;
    }
    record Waiting(TimedConnection connection, double waited) {}
    List<Waiting> longest =
        open.stream()
            .map(each -> new Waiting(each, each.waited(now)))
            .filter(each -> each.waited() >= LEAST_WAIT)
            .sorted(Comparator.comparingDouble(Waiting::waited).reversed())
            .limit(Math.max(1, most / ROUND))
            .toList();
    boolean made = false;
    for (Waiting each : longest) {
      leaving.incrementAndGet();
      if (each.connection().end(ConnectionEnd.DISPLACED)) {
        made = true;
        ended(ConnectionEnd.DISPLACED);
      } else {
        leaving.decrementAndGet();
      }
    }
    long end = System.nanoTime();
    nextRound = end + Math.min(IDLE_BETWEEN_ROUNDS * (end - now), LONGEST_BETWEEN_ROUNDS);
    return made;
  }

  private static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A refused connection is not closed", e);
    }
  }
}

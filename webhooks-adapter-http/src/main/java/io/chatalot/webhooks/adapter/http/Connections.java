package io.chatalot.webhooks.adapter.http;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.util.Comparator;
import java.util.List;
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

  /** A part of all that are ended together, so that one look at all of them serves for many. */
  private static final int ROUND = 16;

  /** A look at all of them costs time: between two, newcomers are refused. */
  private static final long BETWEEN_ROUNDS = TimeUnit.MILLISECONDS.toNanos(250);

  /** Of the time for which each may wait: so much it gets in any case. */
  private static final double LEAST_WAIT = 0.02;

  private final int most;
  private final RequestObserver observer;
  private final Set<TimedConnection> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger leaving = new AtomicInteger();
  private final OnceAMinute full = new OnceAMinute();
  private final OnceAMinute noDescriptor = new OnceAMinute();
  private long lastRound = System.nanoTime() - BETWEEN_ROUNDS;

  /**
   * @param most how many there may be
   */
  Connections(int most, RequestObserver observer) {
    this.most = most;
    this.observer = observer;
  }

  /** As many as are set, but never more than an eighth of the heap has room for. */
  static Connections inHeap(int most, RequestObserver observer) {
    long room = Runtime.getRuntime().maxMemory() / 8 / BYTES_EACH;
    if (room < most) {
      LOG.info("The heap has room for {} connections, not for {}", room, most);
    }
    return new Connections((int) Math.min(most, room), observer);
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
    if (now - lastRound < BETWEEN_ROUNDS) {
      return false;
    }
    lastRound = now;
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

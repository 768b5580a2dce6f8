package io.chatalot.webhooks.adapter.http.jetty;

import com.sun.management.UnixOperatingSystemMXBean;
import io.chatalot.webhooks.adapter.http.client.ClientAddress;
import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import io.chatalot.webhooks.adapter.http.work.HarmlessObserver;
import io.chatalot.webhooks.adapter.http.work.OnceAMinute;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.SocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import org.eclipse.jetty.io.SelectorManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All open connections of a server, bounded in number. When all are open, some that wait for their
 * clients are ended to let newcomers in: those of the client that has the most, and of these those
 * that have waited longest, measured by how long each may wait. A newcomer is refused if nobody
 * else has more, and none waits. Safe for use by many threads.
 */
public final class Connections implements SelectorManager.AcceptListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  /** What an idle connection takes of the heap, and the same again for buffers. */
  private static final int BYTES_EACH = 8 * 1024;

  /** The database, the jar and the log need descriptors, too. */
  private static final int OTHER_FILES = 128;

  /** A part of all that are ended together, so that one look at all of them serves for many. */
  private static final int ROUND = 16;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Nobody knows who it is that can't be accepted. */
  private static final String NOBODY = "";

  private final int most;
  private final RequestObserver observer;
  private final ConnectionsByClient open = new ConnectionsByClient();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger leaving = new AtomicInteger();
  private final OnceAMinute full = new OnceAMinute();
  private final OnceAMinute noDescriptor = new OnceAMinute();
  private final Looks forLight = new Looks();
  private final Looks forOthers = new Looks();

  /**
   * @param most how many there may be
   */
  public Connections(int most, RequestObserver observer) {
    this.most = most;
    this.observer = HarmlessObserver.of(observer);
  }

  /**
   * As many as are set, but never more than an eighth of the heap has room for, or than the process
   * may have open beside its other files.
   */
  public static Connections bounded(int most, RequestObserver observer) {
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

  public int count() {
    return count.get();
  }

  public int most() {
    return most;
  }

  @Override
  public void onAccepting(SelectableChannel channel) {
    if (count.incrementAndGet() - leaving.get() <= most) {
      return;
    }
    if (full.isDue()) {
      LOG.warn("All {} connections are open; those that wait for their clients are ended", most);
    }
    if (!makeRoom(ClientAddress.limited(otherEnd(channel)))) {
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
    open.remove(connection);
    stays(connection);
  }

  /** It does not leave any more: it is gone, or something came from its client. */
  private void stays(TimedConnection connection) {
    if (connection.isLeaving().compareAndSet(true, false)) {
      leaving.decrementAndGet();
    }
  }

  /** Nothing could be accepted, most probably for want of file descriptors. */
  void cannotAccept(Throwable failure) {
    if (noDescriptor.isDue()) {
      LOG.error("No connection can be accepted: {}", failure.toString());
    }
    makeRoom(NOBODY);
    ended(ConnectionEnd.NO_DESCRIPTOR);
  }

  public void ended(ConnectionEnd why) {
    observer.connectionEnded(why);
  }

  /** Ends what was due by now. */
  public void sweep(long now) {
    open.forEach(
        connection -> {
          if (connection.isLate(now) && connection.end(ConnectionEnd.SLOW_HEADERS)) {
            ended(ConnectionEnd.SLOW_HEADERS);
          }
        });
  }

  /** Returns whether any connection was ended, so that others find room. */
  private boolean makeRoom(String newcomer) {
    // Who floods the server uses up its own looks, and not those of others.
    Looks looks = open.isLight(newcomer) ? forLight : forOthers;
    return looks.take(now -> displace(open.leaving(newcomer, now)));
  }

  private boolean displace(List<TimedConnection> connections) {
    int ended = 0;
    for (TimedConnection each : connections) {
      if (ended >= Math.max(1, most / ROUND)) {
        break;
      }
      if (each.isLeaving().compareAndSet(false, true)) {
        leaving.incrementAndGet();
        if (each.end(ConnectionEnd.DISPLACED)) {
          ended++;
          ended(ConnectionEnd.DISPLACED);
        } else {
          stays(each);
        }
      }
    }
    return ended > 0;
  }

  private static SocketAddress otherEnd(SelectableChannel channel) {
    try {
      return channel instanceof SocketChannel socket ? socket.getRemoteAddress() : null;
    } catch (IOException closed) {
      return null;
    }
  }

  private static void close(SelectableChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("A refused connection is not closed", e);
    }
  }

  /**
   * Looks at all connections. They cost a processor's time, of which no more than a twentieth of
   * one is spent so; between two looks newcomers are refused.
   */
  private static final class Looks {
    private static final int IDLE_BETWEEN = 20;
    private static final long LONGEST_BETWEEN = TimeUnit.MILLISECONDS.toNanos(250);

    private long next = System.nanoTime();

    /** Returns what the look does, or no if it is too early for one. */
    synchronized boolean take(LongPredicate look) {
      long now = System.nanoTime();
      if (now - next < 0) {
        return false;
      }
      long begun = spent();
      boolean made = look.test(now);
      long cost = spent() - begun;
      next = System.nanoTime() + Math.min(IDLE_BETWEEN * cost, LONGEST_BETWEEN);
      return made;
    }

    /** Without what others take of the processor meanwhile, so that a busy machine refuses none. */
    private static long spent() {
      return THREADS.isCurrentThreadCpuTimeSupported()
          ? THREADS.getCurrentThreadCpuTime()
          : System.nanoTime();
    }
  }
}

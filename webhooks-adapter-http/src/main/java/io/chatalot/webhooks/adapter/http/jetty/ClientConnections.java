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
 * All open connections of a server, bounded in number. At the bound, connections that wait for
 * their clients are closed to let new ones in: first those of the client with the most connections,
 * among them the ones that have used up most of their allowed wait. A new connection is refused if
 * no other client has more and none waits. Safe for use by many threads.
 */
public final class ClientConnections implements SelectorManager.AcceptListener {
  private static final Logger LOG = LoggerFactory.getLogger(ClientConnections.class);

  /** The heap of an idle connection, doubled for its buffers. */
  private static final int BYTES_EACH = 8 * 1024;

  /** Descriptors left for the database, the jar and the log. */
  private static final int OTHER_FILES = 128;

  /** A sixteenth of all connections is closed at a time, so one scan makes room for many. */
  private static final int ROUND = 16;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Stands for the unknown client of a connection that could not be accepted. */
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
   * @param most the most open connections
   */
  public ClientConnections(int most, RequestObserver observer) {
    this.most = most;
    this.observer = HarmlessObserver.of(observer);
  }

  /**
   * Creates connections with the wanted bound, lowered to fit an eighth of the heap and the
   * process's limit on open files.
   */
  public static ClientConnections bounded(int most, RequestObserver observer) {
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
    return new ClientConnections((int) room, observer);
  }

  /** The file descriptors that connections may use; empty if the process has no limit. */
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
      LOG.warn("All {} connections are open; some that wait for their clients are closed", most);
    }
    if (!makeRoom(ClientAddress.limited(otherEnd(channel)))) {
      ended(ConnectionEnd.REFUSED);
      // The selector then finds the channel closed and calls onAcceptFailed.
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

  /** Counts a connection as no longer leaving: it is closed, or its client sent something. */
  private void stays(TimedConnection connection) {
    if (connection.isLeaving().compareAndSet(true, false)) {
      leaving.decrementAndGet();
    }
  }

  /** Handles a failed accept, which usually means that file descriptors have run out. */
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

  /** Closes connections whose headers are past their deadline. */
  public void sweep(long now) {
    open.forEach(
        connection -> {
          if (connection.isLate(now) && connection.end(ConnectionEnd.SLOW_HEADERS)) {
            ended(ConnectionEnd.SLOW_HEADERS);
          }
        });
  }

  /** Returns whether any connection was closed. */
  private boolean makeRoom(String newcomer) {
    // Separate budgets, so a flooding client uses up its own scans and not those of others.
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
   * Limits scans of all connections to a twentieth of one processor's time; between two scans new
   * connections are refused.
   */
  private static final class Looks {
    private static final int IDLE_BETWEEN = 20;
    private static final long LONGEST_BETWEEN = TimeUnit.MILLISECONDS.toNanos(250);

    private long next = System.nanoTime();

    /** Runs the scan and returns its result; false if it is too early. */
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

    /** This thread's processor time, so that a busy machine does not lengthen the pauses. */
    private static long spent() {
      return THREADS.isCurrentThreadCpuTimeSupported()
          ? THREADS.getCurrentThreadCpuTime()
          : System.nanoTime();
    }
  }
}

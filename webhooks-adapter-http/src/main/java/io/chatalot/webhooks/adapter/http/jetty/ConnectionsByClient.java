package io.chatalot.webhooks.adapter.http.jetty;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Open connections by client; an IPv6 /64 counts as one client. Chooses the connections to close
 * for a newcomer, never of a client with fewer connections than the newcomer's, so a client with
 * very many competes only with itself. Safe for use by many threads.
 */
final class ConnectionsByClient {
  /** How long {@link #most} stays cached, since every newcomer asks for it. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * The share of its allowed wait that a connection gets before a client with as many connections
   * may displace it.
   */
  private static final double LEAST_WAIT = 0.02;

  private final Map<String, Set<TimedConnection>> open = new ConcurrentHashMap<>();
  private volatile int most;
  private volatile long mostUntil = System.nanoTime();

  void add(TimedConnection connection) {
    open.compute(
        connection.client(),
        (client, all) -> {
          Set<TimedConnection> more = all == null ? ConcurrentHashMap.newKeySet() : all;
          more.add(connection);
          return more;
        });
  }

  void remove(TimedConnection connection) {
    open.computeIfPresent(
        connection.client(),
        (client, all) -> {
          all.remove(connection);
          return all.isEmpty() ? null : all;
        });
  }

  void forEach(Consumer<TimedConnection> action) {
    open.values().forEach(all -> all.forEach(action));
  }

  /** Whether some client has at least two connections more than this one. */
  boolean isLight(String client) {
    return of(client) + 1 < most();
  }

  private int of(String client) {
    Set<TimedConnection> all = open.get(client);
    return all == null ? 0 : all.size();
  }

  private int most() {
    long now = System.nanoTime();
    if (now - mostUntil >= 0) {
      most = open.values().stream().mapToInt(Set::size).max().orElse(0);
      mostUntil = now + FRESH_NANOS;
    }
    return most;
  }

  /**
   * The connections that may be closed for a newcomer: first those of the client with the most,
   * among them the ones that have used up most of their wait.
   */
  List<TimedConnection> leaving(String newcomer, long now) {
    record Waiting(TimedConnection connection, int held, double waited) {}
    int mine = of(newcomer);
    return open.values().stream()
        .filter(all -> all.size() >= mine)
        .flatMap(
            all -> {
              int held = all.size();
              double least = held > mine + 1 ? Double.MIN_VALUE : LEAST_WAIT;
              Stream<Waiting> waiting =
                  all.stream()
                      .filter(each -> !each.isLeaving().get())
                      .map(each -> new Waiting(each, held, each.waited(now)));
              return waiting.filter(each -> each.waited() >= least);
            })
        .sorted(
            Comparator.comparingInt(Waiting::held).thenComparingDouble(Waiting::waited).reversed())
        .map(Waiting::connection)
        .toList();
  }
}

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
 * Open connections by the clients that opened them, an IPv6 network counting as one. Chooses those
 * that make room for a newcomer: never one of a client that has fewer than the newcomer's, so that
 * who opens very many competes with itself. Safe for use by many threads.
 */
final class ConnectionsByClient {
  /** How old the answer to a question may be that is asked at each newcomer. */
  private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /**
   * Of the time for which each may wait: so much it gets before a client that has as many itself
   * displaces it.
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

  /** Whether another client has more than one more than this one. */
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
   * Who may have to leave for one of this client's: first those of the client that has the most,
   * and of these those that have waited the longest.
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

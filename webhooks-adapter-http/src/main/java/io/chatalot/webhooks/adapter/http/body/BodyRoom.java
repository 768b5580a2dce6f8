package io.chatalot.webhooks.adapter.http.body;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Memory for large bodies that are being read and parsed, taken as their bytes come: a length that
 * is declared and not sent holds nothing. Safe for use by many threads.
 *
 * <p>All bodies share the memory but for a reserve, which is as large as the largest body. Where
 * the shared part is full, bodies wait, and one at a time goes on to its end in the reserve, so
 * that half-read bodies never wait for each other. Next is a body of the client that holds least,
 * and of these the one that has waited longest. A body in the reserve that comes too slowly while
 * others wait yields.
 *
 * <p>A body that is being read holds a thread, so places are bounded, too. Where all are taken, a
 * newcomer gets that of the slowest body of the client that has most of them.
 */
final class BodyRoom {
  /** How often one that waits looks whether the body in the reserve is too slow. */
  private static final Duration LOOK = Duration.ofMillis(50);

  private final long shared;
  private final int places;
  private final Duration patience;
  private final double pace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<BodyPlace> bodies = new LinkedHashSet<>();
  private final Set<BodyPlace> line = new LinkedHashSet<>();
  private BodyPlace finishing;
  private long used;

  /**
   * @param bytes of all bodies together, more than the largest has
   * @param largest bytes of the largest body
   * @param places how many bodies are read at a time
   * @param patience how long one body waits for memory, altogether
   * @param reading how long the largest body may take to come; who is slower than that is slow
   */
  BodyRoom(long bytes, int largest, int places, Duration patience, Duration reading) {
    this.shared = bytes - largest;
    this.places = places;
    this.patience = patience;
    this.pace = (double) largest / reading.toNanos();
  }

  /**
   * Takes a place for a body, without any memory. It is to be closed.
   *
   * @param stop called once at most, on another thread, when the body has to yield, so that its
   *     reader no longer waits for bytes
   * @return empty if there is no place now
   */
  Optional<BodyPlace> enter(String client, Runnable stop) {
    var body = new BodyPlace(this, client, stop);
    Optional<BodyPlace> leaving = Optional.empty();
    lock.lock();
    try {
      if (bodies.stream().filter(each -> !each.yielding).count() >= places) {
        leaving = leaving(client);
        if (leaving.isEmpty()) {
          return Optional.empty();
        }
        leaving.get().yielding = true;
      }
      bodies.add(body);
    } finally {
      lock.unlock();
    }
    leaving.ifPresent(BodyPlace::stop);
    return Optional.of(body);
  }

  /** The slowest of the client that has most places, if it has more than this one, or is slow. */
  private Optional<BodyPlace> leaving(String client) {
    Map<String, Long> held = byClient(each -> 1);
    long mine = held.getOrDefault(client, 0L) + 1;
    long most = held.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return bodies.stream()
        .filter(each -> !each.whole && !each.yielding)
        .filter(each -> held.get(each.client) == most)
        .min(Comparator.comparingDouble(BodyPlace::pace))
        .filter(slowest -> most > mine || slowest.isSlow(pace));
  }

  private Map<String, Long> byClient(ToLongFunction<BodyPlace> of) {
    return bodies.stream()
        .filter(each -> !each.yielding)
        .collect(Collectors.groupingBy(each -> each.client, Collectors.summingLong(of)));
  }

  /** Waits for memory. Returns whether it is there. */
  boolean take(BodyPlace body, int bytes) {
    while (true) {
      BodyPlace slow;
      lock.lock();
      try {
        if (body.yielding || takes(body, bytes)) {
          return !body.yielding;
        }
        if (!await(body)) {
          return false;
        }
        slow = slowFinisher();
      } finally {
        lock.unlock();
      }
      if (slow != null) {
        slow.stop();
      }
    }
  }

  private boolean takes(BodyPlace body, int bytes) {
    boolean fits = used + bytes <= shared;
    if (!fits && finishing == null && (line.isEmpty() || next() == body)) {
      finishing = body;
      body.finishes();
    }
    if (finishing == body) {
      body.reserved += bytes;
    } else if (fits) {
      used += bytes;
      body.held += bytes;
    } else {
      return false;
    }
    line.remove(body);
    return true;
  }

  private BodyPlace next() {
    Map<String, Long> held = byClient(each -> each.held);
    return line.stream()
        .filter(each -> !each.yielding)
        .min(Comparator.comparingLong(each -> held.get(each.client)))
        .orElse(null);
  }

  private boolean await(BodyPlace body) {
    line.add(body);
    long start = System.nanoTime();
    try {
      changed.await(LOOK.toNanos(), TimeUnit.NANOSECONDS);
      body.waitedNanos += System.nanoTime() - start;
      if (body.waitedNanos < patience.toNanos()) {
        return true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    line.remove(body);
    changed.signalAll();
    return false;
  }

  /** Called while somebody waits. */
  private BodyPlace slowFinisher() {
    if (finishing == null || finishing.whole || finishing.yielding) {
      return null;
    }
    if (!finishing.finishesSlowly(pace)) {
      return null;
    }
    finishing.yielding = true;
    return finishing;
  }

  /** All of it has come. */
  void whole(BodyPlace body) {
    lock.lock();
    try {
      body.whole = true;
    } finally {
      lock.unlock();
    }
  }

  void came(BodyPlace body, int bytes) {
    lock.lock();
    try {
      body.came += bytes;
    } finally {
      lock.unlock();
    }
  }

  void leave(BodyPlace body) {
    lock.lock();
    try {
      if (bodies.remove(body)) {
        line.remove(body);
        used -= body.held;
        finishing = finishing == body ? null : finishing;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** For tests: how many bodies have a place. */
  int taken() {
    lock.lock();
    try {
      return bodies.size();
    } finally {
      lock.unlock();
    }
  }

  /** For tests: how many bodies wait. */
  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }
}

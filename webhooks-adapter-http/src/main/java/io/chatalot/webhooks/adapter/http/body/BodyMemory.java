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
 * Memory for large bodies that are being read and parsed. Bodies take it as their bytes arrive, so
 * a declared length alone holds nothing. Safe for use by many threads.
 *
 * <p>All bodies share the memory, except for a reserve of the largest body's size. When the shared
 * part is full, bodies wait, and one at a time is read to its end in the reserve, so half-read
 * bodies never deadlock. The next one is the longest-waiting body of the client that holds the
 * least. A body in the reserve that arrives too slowly yields while others wait.
 *
 * <p>A body that is being read holds a thread, so the number of places is bounded, too. When all
 * are taken, a newcomer displaces the slowest body of the client with the most places.
 */
final class BodyMemory {
  /** How often a waiting reader checks whether the body in the reserve is too slow. */
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
   * @param bytes the memory of all bodies together, more than {@code largest}
   * @param largest the bytes of the largest body
   * @param places the most bodies that are read at a time
   * @param patience how long one body waits for memory in all
   * @param reading how long the largest body may take to arrive; a body below that pace counts as
   *     slow
   */
  BodyMemory(long bytes, int largest, int places, Duration patience, Duration reading) {
    this.shared = bytes - largest;
    this.places = places;
    this.patience = patience;
    this.pace = (double) largest / reading.toNanos();
  }

  /**
   * Takes a place for a body, still without memory. The caller closes it.
   *
   * @param stop is called once at most, on another thread, when the body has to yield; ends its
   *     reader's wait for bytes
   * @return empty if no place is free
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

  /**
   * Chooses the body to displace: the slowest of the client with the most places, if that client
   * has more than the newcomer's would, or the body counts as slow.
   */
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

  /** Waits for memory; returns whether the body got it. */
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

  /** Makes the body in the reserve yield if it is too slow; called while others wait. */
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

  /** The number of bodies with a place, for tests. */
  int taken() {
    lock.lock();
    try {
      return bodies.size();
    } finally {
      lock.unlock();
    }
  }

  /** The number of bodies that wait, for tests. */
  int waiting() {
    lock.lock();
    try {
      return line.size();
    } finally {
      lock.unlock();
    }
  }
}

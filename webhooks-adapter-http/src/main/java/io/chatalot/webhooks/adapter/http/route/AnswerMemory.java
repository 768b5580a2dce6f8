package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The memory that all large answers share; one user's answers get half of it at most. When it is
 * full, a reader waits for a moment without a thread; the user who holds the least is admitted
 * next. Meanwhile answers that stall or outlast their turn are cut off, those of the user who holds
 * the most first. Safe for use by many threads.
 */
public final class AnswerMemory {
  /** The most readers of one user that wait; further ones are refused at once. */
  private static final int WAITING_EACH = 32;

  private final long bytes;
  private final Duration patience;
  private final Duration stall;
  private final Duration turn;
  private final Map<Object, Long> held = new HashMap<>();
  private final Set<Place> places = new LinkedHashSet<>();
  private final Set<Waiter> waiting = new LinkedHashSet<>();
  private long free;

  /**
   * @param bytes the memory of all answers together
   * @param patience how long a reader waits
   * @param stall how long a reader may take no bytes while others wait
   * @param turn how long a whole answer may take while others wait
   */
  public AnswerMemory(long bytes, Duration patience, Duration stall, Duration turn) {
    this.bytes = bytes;
    this.patience = patience;
    this.stall = stall;
    this.turn = turn;
    this.free = bytes;
  }

  /**
   * Asks for memory.
   *
   * @param wanted in bytes; more than the whole memory counts as the whole
   * @return completes with the answer's place, or with an {@link HttpRefusal} if no memory is free
   *     in time
   */
  public CompletableFuture<Place> enter(Object user, long wanted) {
    var waiter = new Waiter(user, Math.min(wanted, bytes), new CompletableFuture<>());
    if (!joins(waiter)) {
      waiter.place().completeExceptionally(none());
      return waiter.place();
    }
    admit();
    if (!waiter.place().isDone()) {
      CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
          .execute(() -> giveUp(waiter));
    }
    return waiter.place();
  }

  private synchronized boolean joins(Waiter waiter) {
    return waiting.stream().filter(one -> one.user().equals(waiter.user())).count() < WAITING_EACH
        && waiting.add(waiter);
  }

  private void giveUp(Waiter waiter) {
    boolean inVain;
    synchronized (this) {
      inVain = waiting.remove(waiter);
    }
    if (inVain) {
      waiter.place().completeExceptionally(refusal());
    }
  }

  /** The refusal, or the error that creating it threw: the waiting reader must get one of them. */
  private static Throwable refusal() {
    try {
      return none();
    } catch (Error e) {
      return e;
    }
  }

  private static HttpRefusal none() {
    return new HttpRefusal(Problem.unavailable("Too many readers at once; try again."));
  }

  /** Admits waiting readers while memory is free. */
  private void admit() {
    for (Optional<Runnable> next = next(); next.isPresent(); next = next()) {
      next.get().run();
    }
  }

  private synchronized Optional<Runnable> next() {
    Optional<Waiter> first =
        waiting.stream()
            .filter(
                one -> heldBy(one.user()) == 0 || heldBy(one.user()) + one.wanted() <= bytes / 2)
            .min(Comparator.comparing(one -> heldBy(one.user())));
    if (first.isEmpty() || first.get().wanted() > free) {
      return Optional.empty();
    }
    Waiter waiter = first.get();
    waiting.remove(waiter);
    var place = new Place(waiter.user());
    places.add(place);
    place.resize(waiter.wanted());
    return Optional.of(() -> waiter.place().complete(place));
  }

  /** Cuts off slow answers, if readers wait for memory. */
  public void makeRoom() {
    tooSlow().forEach(Runnable::run);
  }

  private synchronized List<Runnable> tooSlow() {
    long missing = waiting.stream().mapToLong(Waiter::wanted).min().orElse(0) - free;
    var cut = new ArrayList<Runnable>();
    // In order of age, so that a user's oldest answer is cut off first.
    var slow = new ArrayList<>(places.stream().filter(Place::isSlow).toList());
    Map<Object, Long> left = new HashMap<>(held);
    while (missing > 0 && !slow.isEmpty()) {
      Place most =
          Collections.max(slow, Comparator.comparing((Place place) -> left.get(place.user)));
      slow.remove(most);
      left.merge(most.user, -most.size, Long::sum);
      missing -= most.size;
      cut.add(most.cutOff);
    }
    return cut;
  }

  private long heldBy(Object user) {
    return held.getOrDefault(user, 0L);
  }

  /** Whether any answer holds or waits for memory. */
  public synchronized boolean isUsed() {
    return !places.isEmpty() || !waiting.isEmpty();
  }

  /** The number of waiting readers, for tests. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** The free bytes, for tests. */
  synchronized long free() {
    return free;
  }

  private record Waiter(Object user, long wanted, CompletableFuture<Place> place) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** The memory of one answer. */
  public final class Place {
    private final Object user;
    private long size;
    private boolean left;
    private LongSupplier takenAt;
    private long begunAt;
    private Runnable cutOff;

    private Place(Object user) {
      this.user = user;
    }

    /**
     * Marks the answer as being read, so that it may be cut off for a slow reader.
     *
     * @param lastTaken when the reader last took bytes, by {@link System#nanoTime}
     * @param cut is called to cut the answer off
     */
    public void dependsOn(LongSupplier lastTaken, Runnable cut) {
      synchronized (AnswerMemory.this) {
        takenAt = lastTaken;
        begunAt = System.nanoTime();
        cutOff = cut;
      }
    }

    private boolean isSlow() {
      long now = System.nanoTime();
      return takenAt != null
          && (now - takenAt.getAsLong() > stall.toNanos() || now - begunAt > turn.toNanos());
    }

    /** Gives back all memory beyond {@code wanted} bytes. */
    public void shrink(long wanted) {
      synchronized (AnswerMemory.this) {
        if (left || wanted >= size) {
          return;
        }
        resize(wanted);
      }
      admit();
    }

    /** Gives back all memory; does nothing the next time. */
    public void leave() {
      synchronized (AnswerMemory.this) {
        if (left) {
          return;
        }
        resize(0);
        left = true;
        places.remove(this);
      }
      admit();
    }

    private void resize(long wanted) {
      free += size - wanted;
      long all = held.merge(user, wanted - size, Long::sum);
      if (all == 0) {
        held.remove(user);
      }
      size = wanted;
    }
  }
}

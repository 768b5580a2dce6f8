package io.chatalot.webhooks.application;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * Shares a look-up among callers who ask for the same key at once. A caller always gets the result
 * of a look-up that began after the caller asked, so the result is as fresh as a look-up of its
 * own. At most one look-up of a key is under way at a time. Safe for use by many threads.
 *
 * <p>A failed look-up also fails the callers who wait for the next one: a store that is away keeps
 * callers waiting once, not twice.
 */
final class SharedLookUp<K, V> {
  private final Function<K, V> source;
  private final Map<K, Flight<V>> latest = new HashMap<>();

  /**
   * @param source looks a key up; may block
   */
  SharedLookUp(Function<K, V> source) {
    this.source = source;
  }

  V get(K key) {
    Flight<V> mine;
    boolean leads = false;
    synchronized (latest) {
      Flight<V> last = latest.get(key);
      leads = last == null || last.hasBegun;
      mine = leads ? new Flight<>(last) : last;
      if (leads) {
        latest.put(key, mine);
      }
    }
    if (leads) {
      lead(key, mine);
    }
    return mine.result();
  }

  private void lead(K key, Flight<V> mine) {
    try {
      mine.awaitPredecessor();
      synchronized (latest) {
        mine.hasBegun = true;
      }
      mine.landed.complete(source.apply(key));
    } catch (RuntimeException | Error e) {
      mine.landed.completeExceptionally(e);
    } finally {
      synchronized (latest) {
        mine.hasBegun = true;
        latest.remove(key, mine);
      }
    }
  }

  /** For tests: how many keys are being looked up. */
  int underWay() {
    synchronized (latest) {
      return latest.size();
    }
  }

  private static final class Flight<V> {
    private final CompletableFuture<V> landed = new CompletableFuture<>();
    private Flight<V> predecessor;

    /** Guarded by the map's lock. Nobody joins a look-up that has begun. */
    private boolean hasBegun;

    Flight(Flight<V> predecessor) {
      this.predecessor = predecessor;
    }

    /** Called by the leader alone. Drops the predecessor, so that no chain of flights is kept. */
    void awaitPredecessor() {
      if (predecessor != null) {
        Flight<V> before = predecessor;
        predecessor = null;
        before.result();
      }
    }

    /** Throws the exception of the look-up itself, not wrapped. */
    V result() {
      try {
        return landed.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
          throw thrown;
        }
        if (e.getCause() instanceof Error thrown) {
          throw thrown;
        }
        throw e;
      }
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded queue that can be closed. What is in it when it is closed can still be taken, and
 * nothing gets in later, so whoever empties it then has seen everything.
 */
final class ClosableQueue<E> {
  private final int capacity;
  private final Deque<E> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean nudged;
  private boolean closed;

  ClosableQueue(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    this.capacity = capacity;
  }

  int capacity() {
    return capacity;
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses with {@link Reason#UNAVAILABLE} if it is full or closed. */
  void add(E element) {
    lock.lock();
    try {
      requireOpen();
      if (waiting.size() >= capacity) {
        throw new WebhookException(Reason.UNAVAILABLE, "The queue is full; try again.");
      }
      waiting.add(element);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Refuses with {@link Reason#UNAVAILABLE} if it is closed. */
  void requireOpen() {
    lock.lock();
    try {
      if (closed) {
        throw new WebhookException(Reason.UNAVAILABLE, "No more messages are taken; try again.");
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Puts an element first that was taken. It was let in once, so it is let in again, full or
   * closed; for the thread that empties the queue.
   */
  void putBack(E element) {
    lock.lock();
    try {
      waiting.addFirst(element);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Ends a wait for something, without anything. */
  void nudge() {
    lock.lock();
    try {
      nudged = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Takes an element back. Returns whether it was still there. */
  boolean remove(E element) {
    lock.lock();
    try {
      return waiting.remove(element);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves what waits behind what {@code next} holds already, up to {@code max} in all. Waits for
   * something only if {@code next} is empty, and only until a {@link #nudge}.
   *
   * @return whether {@code next} holds anything or there was a nudge; if not, nothing will ever
   *     come again
   */
  boolean fill(Collection<E> next, int max) {
    lock.lock();
    try {
      while (next.isEmpty() && waiting.isEmpty() && !closed && !nudged) {
        changed.awaitUninterruptibly();
      }
      while (next.size() < max && !waiting.isEmpty()) {
        next.add(waiting.remove());
      }
      boolean more = nudged || !next.isEmpty();
      nudged = false;
      return more;
    } finally {
      lock.unlock();
    }
  }

  /** Takes all that waits, which may be nothing. */
  List<E> takeAll() {
    lock.lock();
    try {
      List<E> all = List.copyOf(waiting);
      waiting.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}

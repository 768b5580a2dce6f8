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
 * A bounded queue that can be closed. After that it takes no more elements, and its elements can
 * still be taken, so the consumer knows when it has seen all.
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

  /** Adds an element. Refuses with {@link Reason#UNAVAILABLE} if the queue is full or closed. */
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

  /** Refuses with {@link Reason#UNAVAILABLE} if the queue is closed. */
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
   * Puts a taken element back at the front, even if the queue is full or closed. For the consuming
   * thread only.
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

  /** Wakes a consumer that waits for an element, without one. */
  void nudge() {
    lock.lock();
    try {
      nudged = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Removes an element, and returns whether the queue still had it. */
  boolean remove(E element) {
    lock.lock();
    try {
      return waiting.remove(element);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Moves waiting elements to the end of {@code next}, which may hold {@code max} in all. Waits for
   * an element only if {@code next} is empty, and only until a {@link #nudge}.
   *
   * @return false only if {@code next} is empty and the queue will never have another element
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

  /** Takes all waiting elements, perhaps none. */
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

package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.adapter.jdbc.append.Call.ScopedKey;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The queue of messages that wait to be committed, in which no two have the same key: a call that
 * repeats a key waits beside the queue for what becomes of the first. So repeats, however many,
 * take no place in a batch, keep no other caller waiting and run no statement. Safe for use by many
 * callers and one thread that writes.
 */
final class Turns {
  private final ClosableQueue<Turn> intake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ScopedKey, Turn> keyed = new HashMap<>();
  private int repeats;

  /**
   * @param capacity how many messages may wait, and how many calls that repeat a key
   */
  Turns(int capacity) {
    intake = new ClosableQueue<>(capacity);
  }

  int capacity() {
    return intake.capacity();
  }

  /** How many messages wait; repeats are not counted. */
  int size() {
    return intake.size();
  }

  /** How many calls wait for the first use of their key. */
  int repeats() {
    lock.lock();
    try {
      return repeats;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses with {@link Reason#UNAVAILABLE} if it is full or closed. */
  void add(Call call) {
    Optional<ScopedKey> key = call.key();
    lock.lock();
    try {
      Turn first = key.map(keyed::get).orElse(null);
      if (first != null) {
        repeat(first, call);
        return;
      }
      var turn = new Turn(call);
      intake.add(turn);
      key.ifPresent(used -> keyed.put(used, turn));
      call.waitsIn(turn);
    } finally {
      lock.unlock();
    }
  }

  private void repeat(Turn first, Call call) {
    if (repeats >= capacity()) {
      throw new WebhookException(Reason.UNAVAILABLE, "The queue is full; try again.");
    }
    intake.requireOpen();
    first.repeat(call);
    call.waitsIn(first);
    repeats++;
  }

  /**
   * Takes a call back that need not stay: its batch has not begun, or it is a repeat. The message
   * of the next call takes its place.
   */
  boolean remove(Call call) {
    lock.lock();
    try {
      Turn turn = call.turn();
      int before = turn.repeats();
      Optional<ScopedKey> key = turn.key();
      if (!turn.remove(call)) {
        return false;
      }
      repeats += turn.repeats() - before;
      if (turn.isEmpty()) {
        key.ifPresent(keyed::remove);
        intake.remove(turn);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Begins with the messages that come next, once there are any.
   *
   * @param next is emptied and filled; it stays empty if there was a {@link #nudge}, or a call went
   *     in the last moment
   * @return whether there may be more to come
   */
  boolean begin(List<Turn> next, int max) {
    next.clear();
    boolean more = intake.fill(next, max);
    lock.lock();
    try {
      next.removeIf(Turn::isEmpty);
      next.forEach(Turn::begin);
      return more;
    } finally {
      lock.unlock();
    }
  }

  /** Has {@link #begin} return, if nothing else does. */
  void nudge() {
    intake.nudge();
  }

  /**
   * Answers the calls by what became of their message; calls that learn nothing from it come next.
   */
  void end(Turn turn, Fate fate) {
    lock.lock();
    try {
      if (!turn.isBegun()) {
        return;
      }
      int before = turn.repeats();
      Optional<ScopedKey> key = turn.key();
      turn.end(fate);
      repeats += turn.repeats() - before;
      if (turn.isEmpty()) {
        key.ifPresent(keyed::remove);
      } else {
        intake.putBack(turn);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Refuses all that wait. */
  void refuseAll(WebhookException refusal) {
    lock.lock();
    try {
      for (Turn turn : new ArrayList<>(intake.takeAll())) {
        if (!turn.isEmpty()) {
          turn.begin();
          end(turn, Fate.of(turn.message(), refusal));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void close() {
    intake.close();
  }
}

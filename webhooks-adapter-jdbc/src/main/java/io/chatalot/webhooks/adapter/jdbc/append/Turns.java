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
 * The queue of messages that wait to be committed. Its messages have different keys: a call that
 * repeats a key waits beside the queue for the first call's outcome. So repeats take no place in a
 * batch, delay no other caller and run no statement. Safe for use by many callers and one writing
 * thread.
 */
final class Turns {
  private final ClosableQueue<Turn> intake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<ScopedKey, Turn> keyed = new HashMap<>();
  private int repeats;

  /**
   * @param capacity the most waiting messages, and the most waiting repeats
   */
  Turns(int capacity) {
    intake = new ClosableQueue<>(capacity);
  }

  int capacity() {
    return intake.capacity();
  }

  /** The number of waiting messages, without repeats. */
  int size() {
    return intake.size();
  }

  /** The number of calls that wait for the first use of their key. */
  int repeats() {
    lock.lock();
    try {
      return repeats;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a call. Refuses with {@link Reason#UNAVAILABLE} if the queue is full or closed. */
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
   * Removes a call whose batch has not begun, or that is a repeat. The message of its next repeat
   * takes its place.
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
   * Takes the next messages, as soon as there are any.
   *
   * @param next emptied and filled; stays empty after a {@link #nudge}, or if the last call left at
   *     that moment
   * @return whether more messages may come
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

  /** Makes {@link #begin} return without a message. */
  void nudge() {
    intake.nudge();
  }

  /** Answers the calls by the outcome of their message; calls without an answer come next. */
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

  /** Refuses all waiting calls. */
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

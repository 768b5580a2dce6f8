package io.chatalot.webhooks.adapter.jdbc.append;

import io.chatalot.webhooks.application.driven.NewMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A place in the queue: the call whose message is to be stored, and the calls that repeat its key.
 * Guarded by its {@link Turns}.
 */
final class Turn {
  private final Deque<Call> calls = new ArrayDeque<>();
  private Optional<NewMessage> begun = Optional.empty();

  Turn(Call first) {
    calls.add(first);
  }

  void repeat(Call call) {
    calls.add(call);
  }

  /** The message, after its batch has begun; for the writing thread. */
  NewMessage message() {
    return begun.orElseThrow();
  }

  boolean isBegun() {
    return begun.isPresent();
  }

  void begin() {
    begun = calls.stream().findFirst().map(Call::message);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int repeats() {
    return Math.max(0, calls.size() - 1);
  }

  Optional<Call.ScopedKey> key() {
    return calls.stream().findFirst().flatMap(Call::key);
  }

  /** Removes the call if its own batch has not begun, and returns whether it did. */
  boolean remove(Call call) {
    boolean isStored = isBegun() && calls.peek() == call;
    return !isStored && calls.remove(call);
  }

  /** Answers the calls whose outcome follows from the message's; other calls stay. */
  void end(Fate fate) {
    List<Call> all = new ArrayList<>(calls);
    calls.clear();
    begun = Optional.empty();
    all.get(0).answer().complete(fate.own());
    for (Call repeat : all.subList(1, all.size())) {
      fate.forRepeat(repeat.message())
          .ifPresentOrElse(answer -> repeat.answer().complete(answer), () -> calls.add(repeat));
    }
  }
}

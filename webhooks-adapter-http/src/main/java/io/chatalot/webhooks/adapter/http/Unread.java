package io.chatalot.webhooks.adapter.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The events that followers were given and have not taken: all together they have a share of the
 * heap. Events that several were given count once. Safe for use by many threads.
 */
final class Unread {
  private final long most;
  private final Map<Follower, EventBytes> given = new LinkedHashMap<>();
  private final Map<EventBytes, Integer> shared = new HashMap<>();
  private long bytes;

  /**
   * @param most bytes in all
   */
  Unread(long most) {
    this.most = most;
  }

  synchronized void give(Follower follower, EventBytes events) {
    given.put(follower, events);
    if (shared.merge(events, 1, Integer::sum) == 1) {
      bytes += events.bytes().length;
    }
  }

  /** The follower has taken them, or is gone. */
  synchronized void done(Follower follower) {
    EventBytes events = given.remove(follower);
    if (events != null && shared.merge(events, -1, Unread::sumOrNull) == null) {
      bytes -= events.bytes().length;
    }
  }

  private static Integer sumOrNull(int count, int more) {
    return count + more == 0 ? null : Integer.valueOf(count + more);
  }

  /** Whom to cut off for the others' sake: those who have taken the longest. */
  synchronized List<Follower> tooSlow() {
    var slow = new ArrayList<Follower>();
    var left = new HashMap<>(bytes > most ? shared : Map.of());
    long after = bytes;
    for (var one : given.entrySet()) {
      if (after <= most) {
        break;
      }
      slow.add(one.getKey());
      if (left.merge(one.getValue(), -1, Unread::sumOrNull) == null) {
        after -= one.getValue().bytes().length;
      }
    }
    return slow;
  }
}

package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.domain.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds the memory of events that followers were given and have not taken. Events that several
 * followers share count once. Safe for use by many threads.
 */
final class Unread {
  private final long most;
  private final Map<StreamClient, EventBytes> given = new LinkedHashMap<>();
  private final Map<EventBytes, Integer> shared = new HashMap<>();
  private long bytes;

  /**
   * @param most the most bytes of all events
   */
  Unread(long most) {
    this.most = most;
  }

  synchronized void give(StreamClient follower, EventBytes events) {
    given.put(follower, events);
    if (shared.merge(events, 1, Integer::sum) == 1) {
      bytes += events.bytes().length;
    }
  }

  /** Notes that the follower has taken its events, or is gone. */
  synchronized void done(StreamClient follower) {
    EventBytes events = given.remove(follower);
    if (events != null && shared.merge(events, -1, Unread::sumOrNull) == null) {
      bytes -= events.bytes().length;
    }
  }

  private static Integer sumOrNull(int count, int more) {
    return count + more == 0 ? null : Integer.valueOf(count + more);
  }

  /**
   * The followers to cut off until the rest fits: repeatedly the oldest of the user with the most
   * followers here.
   */
  synchronized List<StreamClient> tooSlow() {
    var slow = new ArrayList<StreamClient>();
    if (bytes <= most) {
      return slow;
    }
    Map<UserId, Deque<StreamClient>> users = new LinkedHashMap<>();
    given
        .keySet()
        .forEach(one -> users.computeIfAbsent(one.user, user -> new ArrayDeque<>()).add(one));
    var left = new HashMap<>(shared);
    long after = bytes;
    while (after > most) {
      StreamClient next =
          Collections.max(users.values(), Comparator.comparingInt(Deque::size)).remove();
      slow.add(next);
      EventBytes events = given.get(next);
      if (left.merge(events, -1, Unread::sumOrNull) == null) {
        after -= events.bytes().length;
      }
    }
    return slow;
  }
}

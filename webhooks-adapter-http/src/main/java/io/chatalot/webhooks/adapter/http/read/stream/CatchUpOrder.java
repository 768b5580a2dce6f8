package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.domain.UserId;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The order in which followers that are behind have pages read for them. Users stand in a line: a
 * user for whom a page was read goes to its end, and so does a newcomer. Nobody stays in front by
 * having many streams, by reading old messages or by coming again. Not safe for use by many
 * threads.
 */
final class CatchUpOrder {
  private final Set<UserId> line = new LinkedHashSet<>();

  /**
   * The positions after which to read: one of each user in the order of the line, then a second of
   * each, and so on.
   *
   * @param behind the followers that are behind now, of each user the most urgent first
   */
  List<Long> starts(Collection<StreamClient> behind) {
    List<UserId> users = behind.stream().map(one -> one.user).toList();
    line.retainAll(Set.copyOf(users));
    line.addAll(users);
    Map<UserId, Integer> places = new HashMap<>();
    line.forEach(user -> places.put(user, places.size()));
    Map<UserId, Integer> turns = new HashMap<>();
    return behind.stream()
        .map(
            one ->
                new Turn(
                    turns.merge(one.user, 1, Integer::sum), places.get(one.user), one.position))
        .sorted(Comparator.comparingInt(Turn::number).thenComparingInt(Turn::place))
        .map(Turn::start)
        .distinct()
        .collect(Collectors.toList());
  }

  /** A page was read for the user. */
  void served(UserId user) {
    if (line.remove(user)) {
      line.add(user);
    }
  }

  private record Turn(int number, int place, long start) {}
}

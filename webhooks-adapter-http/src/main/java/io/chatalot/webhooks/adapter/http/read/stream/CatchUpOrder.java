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
 * A round-robin of users whose streams are behind: a user who was served goes to the end of the
 * line, as does a newcomer. So nobody gets ahead by many streams, by reading old messages or by
 * reconnecting. Not safe for use by many threads.
 */
final class CatchUpOrder {
  private final Set<UserId> line = new LinkedHashSet<>();

  /**
   * The positions to read after: one for each user in the order of the line, then a second for
   * each, and so on.
   *
   * @param behind the streams that are behind, each user's most urgent first
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

  /** Moves a user for whom a page was read to the end of the line. */
  void served(UserId user) {
    if (line.remove(user)) {
      line.add(user);
    }
  }

  private record Turn(int number, int place, long start) {}
}

package io.chatalot.webhooks.adapter.http.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A bounded queue whose places and turns are shared: groups take turns, and in each group its
 * members. When it is full, a newcomer takes the latest place of the group, or of the member of its
 * own group, that has the most, if that has more than the newcomer's will have. Not safe for use by
 * many threads.
 */
public final class FairQueue<T> {
  private final int places;
  private final Map<String, Map<String, Deque<T>>> groups = new LinkedHashMap<>();
  private int size;

  /**
   * @param places how many may wait, at least 1
   */
  public FairQueue(int places) {
    this.places = places;
  }

  /** How many wait. */
  public int size() {
    return size;
  }

  /**
   * Gives it a place.
   *
   * @return what has no place now: nothing, the element itself, or another
   */
  public Optional<T> offer(String group, String member, T element) {
    Optional<T> dropped = Optional.empty();
    if (size == places) {
      dropped = makeRoom(group, member);
      if (dropped.isEmpty()) {
        return Optional.of(element);
      }
    }
    groups
        .computeIfAbsent(group, unused -> new LinkedHashMap<>())
        .computeIfAbsent(member, unused -> new ArrayDeque<>())
        .add(element);
    size++;
    return dropped;
  }

  /** The element whose turn it is; empty if none waits. */
  public Optional<T> poll() {
    if (size == 0) {
      return Optional.empty();
    }
    String group = groups.keySet().iterator().next();
    var members = groups.remove(group);
    String member = members.keySet().iterator().next();
    Deque<T> elements = members.remove(member);
    T element = elements.remove();
    if (!elements.isEmpty()) {
      members.put(member, elements);
    }
    if (!members.isEmpty()) {
      groups.put(group, members);
    }
    size--;
    return Optional.of(element);
  }

  private Optional<T> makeRoom(String group, String member) {
    String largest = latestOfTheLargest(groups.keySet(), this::sizeOf);
    if (sizeOf(largest) > sizeOf(group) + 1) {
      return Optional.of(dropFrom(largest));
    }
    // No group has more than this one will have; within it the same holds for its members.
    Map<String, Deque<T>> own = groups.getOrDefault(group, Map.of());
    int mine = own.containsKey(member) ? own.get(member).size() : 0;
    int most = own.values().stream().mapToInt(Deque::size).max().orElse(0);
    return most > mine + 1 ? Optional.of(dropFrom(group)) : Optional.empty();
  }

  /** The latest of the member that has the most. */
  private T dropFrom(String group) {
    var members = groups.get(group);
    String most = latestOfTheLargest(members.keySet(), each -> members.get(each).size());
    T dropped = members.get(most).removeLast();
    if (members.get(most).isEmpty()) {
      members.remove(most);
    }
    if (members.isEmpty()) {
      groups.remove(group);
    }
    size--;
    return dropped;
  }

  /** Among those that have as much as each other the one whose turn is farthest away. */
  private static String latestOfTheLargest(Set<String> names, ToIntFunction<String> size) {
    return names.stream()
        .reduce((one, next) -> size.applyAsInt(next) >= size.applyAsInt(one) ? next : one)
        .orElseThrow();
  }

  private int sizeOf(String group) {
    return groups.getOrDefault(group, Map.of()).values().stream().mapToInt(Deque::size).sum();
  }
}

package io.chatalot.webhooks.adapter.http.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * A bounded queue with fair shares: groups take turns, and in each group its members do. In a full
 * queue a newcomer displaces the latest element of the largest group, if that group stays larger
 * than the newcomer's; otherwise that of the largest member of its own group, by the same rule. Not
 * safe for use by many threads.
 */
public final class FairQueue<T> {
  private final int places;
  private final Map<String, Map<String, Deque<T>>> groups = new LinkedHashMap<>();
  private int size;

  /**
   * @param places the most elements that may wait, at least 1
   */
  public FairQueue(int places) {
    this.places = places;
  }

  /** The number of elements that wait. */
  public int size() {
    return size;
  }

  /**
   * Adds an element.
   *
   * @return the element without a place: the new one, a displaced one, or empty
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

  /** Removes and returns the element whose turn it is; empty if the queue is empty. */
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
    // No group is larger than the newcomer's will be, so its own members are compared.
    Map<String, Deque<T>> own = groups.getOrDefault(group, Map.of());
    int mine = own.containsKey(member) ? own.get(member).size() : 0;
    int most = own.values().stream().mapToInt(Deque::size).max().orElse(0);
    return most > mine + 1 ? Optional.of(dropFrom(group)) : Optional.empty();
  }

  /** Removes the latest element of the group's largest member. */
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

  /** The largest; among equals the one whose turn comes last. */
  private static String latestOfTheLargest(Set<String> names, ToIntFunction<String> size) {
    return names.stream()
        .reduce((one, next) -> size.applyAsInt(next) >= size.applyAsInt(one) ? next : one)
        .orElseThrow();
  }

  private int sizeOf(String group) {
    return groups.getOrDefault(group, Map.of()).values().stream().mapToInt(Deque::size).sum();
  }
}

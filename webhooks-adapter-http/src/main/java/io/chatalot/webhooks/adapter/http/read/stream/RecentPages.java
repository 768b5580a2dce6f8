package io.chatalot.webhooks.adapter.http.read.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A cache of one channel's recently rendered events, shared by all streams that need them. Not safe
 * for use by many threads.
 */
final class RecentPages {
  private static final int MOST_BYTES = 512 * 1024;

  /** A page below this size is extended by the next events. */
  private static final int SMALL = 16 * 1024;

  private final AtomicLong allBytes;
  private final TreeMap<Long, EventBytes> pages = new TreeMap<>();
  private final Deque<EventBytes> inOrder = new ArrayDeque<>();
  private int bytes;
  private int age;

  /**
   * @param allBytes counts the cached bytes of all channels
   */
  RecentPages(AtomicLong allBytes) {
    this.allBytes = allBytes;
  }

  /** The cached page that contains the next event after the position. */
  Optional<EventBytes> after(long position) {
    return Optional.ofNullable(pages.floorEntry(position))
        .map(Entry::getValue)
        .filter(page -> page.cover(position));
  }

  /** Adds a page, and evicts the oldest pages beyond {@value #MOST_BYTES} bytes. */
  void add(EventBytes page) {
    EventBytes before = inOrder.peekLast();
    if (before != null && before.last() == page.start() && before.bytes().length < SMALL) {
      remove(inOrder.removeLast());
      keep(before.with(page));
    } else {
      keep(page);
    }
    while (bytes > MOST_BYTES && inOrder.size() > 1) {
      remove(inOrder.removeFirst());
    }
  }

  private void keep(EventBytes page) {
    EventBytes old = pages.put(page.start(), page);
    if (old != null) {
      inOrder.remove(old);
      count(-old.bytes().length);
    }
    inOrder.add(page);
    count(page.bytes().length);
  }

  private void remove(EventBytes page) {
    pages.remove(page.start(), page);
    count(-page.bytes().length);
  }

  private void count(int more) {
    bytes += more;
    allBytes.addAndGet(more);
  }

  /** Empties the cache. */
  void clear() {
    pages.clear();
    inOrder.clear();
    count(-bytes);
    age++;
  }

  /** The number of calls of {@link #clear}: events read before the last one may be outdated. */
  int age() {
    return age;
  }
}

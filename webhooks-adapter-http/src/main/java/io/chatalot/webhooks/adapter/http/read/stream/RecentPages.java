package io.chatalot.webhooks.adapter.http.read.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Events of one channel that were made into bytes lately, so that all who lack them share them. Not
 * safe for use by many threads.
 */
final class RecentPages {
  private static final int MOST_BYTES = 512 * 1024;

  /** A page below this grows by what comes next. */
  private static final int SMALL = 16 * 1024;

  private final AtomicLong allBytes;
  private final TreeMap<Long, EventBytes> pages = new TreeMap<>();
  private final Deque<EventBytes> inOrder = new ArrayDeque<>();
  private int bytes;
  private int age;

  /**
   * @param allBytes counts what is kept here and elsewhere
   */
  RecentPages(AtomicLong allBytes) {
    this.allBytes = allBytes;
  }

  /** The page with the next event after the position. */
  Optional<EventBytes> after(long position) {
    return Optional.ofNullable(pages.floorEntry(position))
        .map(Entry::getValue)
        .filter(page -> page.cover(position));
  }

  /** Keeps a page, and forgets the oldest if that is too much. */
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

  /** Forgets all. */
  void clear() {
    pages.clear();
    inOrder.clear();
    count(-bytes);
    age++;
  }

  /** How often all was forgotten: what was read before the last time may be outdated. */
  int age() {
    return age;
  }
}

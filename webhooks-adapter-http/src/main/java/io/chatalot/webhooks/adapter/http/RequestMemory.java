package io.chatalot.webhooks.adapter.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The share of the heap that requests have together, their headers and bodies: of those that are
 * still coming, and of those that are being answered. Where there is no room for another piece, the
 * requests that have taken the longest to come are cut off. Safe for use by many threads.
 */
final class RequestMemory {
  private final long most;
  private final Set<Part> coming = new LinkedHashSet<>();
  private long bytes;

  /** An eighth of the heap: connections need as much, and answers and parsing the rest. */
  RequestMemory() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * @param most bytes of all requests together
   */
  RequestMemory(long most) {
    this.most = most;
  }

  /** The headers or the body of one request. */
  static final class Part {
    private final Runnable cutOff;
    private int counted;

    /**
     * @param cutOff ends the connection of a part that is still coming, from another thread
     */
    Part(Runnable cutOff) {
      this.cutOff = cutOff;
    }
  }

  /**
   * Counts what has come of a part.
   *
   * @param size in bytes, altogether
   * @param whole whether nothing more comes, so that it is not cut off any more
   * @return whether there is room for it; if not, nothing of it is counted
   */
  boolean admit(Part part, int size, boolean whole) {
    List<Part> late = count(part, size, whole);
    boolean admitted = !late.remove(part);
    late.forEach(each -> each.cutOff.run());
    return admitted;
  }

  private synchronized List<Part> count(Part part, int size, boolean whole) {
    coming.add(part);
    bytes += size - part.counted;
    part.counted = size;
    var late = new ArrayList<Part>(0);
    var oldest = coming.iterator();
    while (bytes > most && oldest.hasNext()) {
      late.add(oldest.next());
      oldest.remove();
      uncount(late.get(late.size() - 1));
    }
    if (whole) {
      coming.remove(part);
    }
    return late;
  }

  /** The part is not needed any more. */
  synchronized void release(Part part) {
    coming.remove(part);
    uncount(part);
  }

  private void uncount(Part part) {
    bytes -= part.counted;
    part.counted = 0;
  }

  /** For tests: of all that are counted. */
  synchronized long bytes() {
    return bytes;
  }
}

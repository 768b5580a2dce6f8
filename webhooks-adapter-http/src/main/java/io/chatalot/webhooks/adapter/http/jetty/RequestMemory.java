package io.chatalot.webhooks.adapter.http.jetty;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The share of the heap that requests have together, their headers and bodies: of those that are
 * still coming, and of those that are being answered. Where there is no room for another piece, the
 * requests that wait for their clients are cut off, the oldest first. Safe for use by many threads.
 */
public final class RequestMemory {
  private final long most;

  /** All that hold something, the oldest first. */
  private final Set<Part> parts = new LinkedHashSet<>();

  private long bytes;

  /** An eighth of the heap: connections need as much, and answers and parsing the rest. */
  public RequestMemory() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * @param most bytes of all requests together
   */
  public RequestMemory(long most) {
    this.most = most;
  }

  /** What one request has: of its headers, and of its body. */
  public static final class Part {
    private final BooleanSupplier waits;
    private final Runnable cutOff;
    private int headers;
    private int body;
    private boolean isCutOff;

    /**
     * @param waits whether it waits for its client, so that it may be cut off; called by any thread
     * @param cutOff ends the request; called by another thread
     */
    public Part(BooleanSupplier waits, Runnable cutOff) {
      this.waits = waits;
      this.cutOff = cutOff;
    }

    private int size() {
      return headers + body;
    }
  }

  /**
   * Counts what has come of the headers.
   *
   * @param size in bytes, altogether
   * @return whether there is room for it; if not, nothing of the request is counted
   */
  public boolean admitHeaders(Part part, int size) {
    return admit(part, () -> part.headers = size);
  }

  /** The same for the body. */
  public boolean admitBody(Part part, int size) {
    return admit(part, () -> part.body = size);
  }

  private boolean admit(Part part, Runnable grow) {
    List<Part> leaving = grow(part, grow);
    boolean admitted = !leaving.remove(part);
    leaving.forEach(each -> each.cutOff.run());
    return admitted;
  }

  private synchronized List<Part> grow(Part part, Runnable grow) {
    if (part.isCutOff) {
      return new ArrayList<>(List.of(part));
    }
    bytes -= part.size();
    grow.run();
    bytes += part.size();
    parts.add(part);
    var leaving = new ArrayList<Part>(0);
    var oldest = parts.iterator();
    while (bytes > most && oldest.hasNext()) {
      Part next = oldest.next();
      if (next == part || next.waits.getAsBoolean()) {
        oldest.remove();
        uncount(next);
        next.isCutOff = next != part;
        leaving.add(next);
      }
    }
    return leaving;
  }

  /** The body is not needed any more. */
  synchronized void releaseBody(Part part) {
    bytes -= part.body;
    part.body = 0;
    if (part.size() == 0) {
      parts.remove(part);
    }
  }

  /** Nothing of the request is needed any more. */
  synchronized void release(Part part) {
    parts.remove(part);
    uncount(part);
    part.isCutOff = false;
  }

  private void uncount(Part part) {
    bytes -= part.size();
    part.headers = 0;
    part.body = 0;
  }

  /** For tests: of all that are counted. */
  public synchronized long bytes() {
    return bytes;
  }
}

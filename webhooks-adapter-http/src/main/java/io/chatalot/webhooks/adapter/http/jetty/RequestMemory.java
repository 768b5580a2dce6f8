package io.chatalot.webhooks.adapter.http.jetty;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Bounds the heap that headers and bodies of all requests take together, while they arrive and
 * while they are answered. At the bound, requests that wait for their clients are cut off, the
 * oldest first. Safe for use by many threads.
 */
public final class RequestMemory {
  private final long most;

  /** All requests that hold memory, the oldest first. */
  private final Set<Part> parts = new LinkedHashSet<>();

  private long bytes;

  /** Takes an eighth of the heap; connections get as much, answers and parsing share the rest. */
  public RequestMemory() {
    this(Runtime.getRuntime().maxMemory() / 8);
  }

  /**
   * @param most the most bytes of all requests together
   */
  public RequestMemory(long most) {
    this.most = most;
  }

  /** The memory of one request's headers and body. */
  public static final class Part {
    private final BooleanSupplier waits;
    private final Runnable cutOff;
    private int headers;
    private int body;
    private boolean isCutOff;

    /**
     * @param waits whether the request waits for its client and may be cut off; called by any
     *     thread
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
   * Counts received headers.
   *
   * @param size the bytes of all headers so far
   * @return whether they fit; if not, the request is no longer counted at all
   */
  public boolean admitHeaders(Part part, int size) {
    return admit(part, () -> part.headers = size);
  }

  /** Counts received bytes of the body; see {@link #admitHeaders}. */
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

  /** Releases the body's memory. */
  synchronized void releaseBody(Part part) {
    bytes -= part.body;
    part.body = 0;
    if (part.size() == 0) {
      parts.remove(part);
    }
  }

  /** Releases all memory of the request. */
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

  /** The bytes of all requests, for tests. */
  public synchronized long bytes() {
    return bytes;
  }
}

package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.jetty.Wire;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one client is written to, a piece at a time, without a thread that waits for it. Safe for
 * use by many threads.
 */
public final class AsyncWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncWriter.class);

  /** At once, in bytes: the JVM copies them outside of the heap, and each thread keeps its copy. */
  private static final int SLICE = 16 * 1024;

  private final Wire wire;
  private final Executor writers;
  private final Runnable free;
  private final Runnable gone;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private byte[] piece;
  private int at;
  private int end;
  private boolean isLast;
  private boolean over;
  private volatile long takenAt = System.nanoTime();

  /**
   * @param writers goes on with a piece where the client made it wait
   * @param free is called once for each piece, when it is sent and there is room for another
   * @param gone is called when nothing can be sent any more; perhaps more than once
   */
  public AsyncWriter(Wire wire, Executor writers, Runnable free, Runnable gone) {
    this.wire = wire;
    this.writers = writers;
    this.free = free;
    this.gone = gone;
  }

  /** Completes at the end, when the response may be completed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /**
   * When the client last took something or was given a piece, by {@link System#nanoTime}; now, if
   * it has taken all and waits.
   */
  public synchronized long takenAt() {
    return piece == null ? System.nanoTime() : takenAt;
  }

  /** Writes a piece; only to be called when it is free. Does nothing after the end. */
  public void write(byte[] bytes) {
    write(bytes, 0, false);
  }

  /**
   * The same.
   *
   * @param from the index of the first byte that is to be written
   * @param last whether the answer ends with the piece
   */
  public void write(byte[] bytes, int from, boolean last) {
    synchronized (this) {
      isLast = last;
      piece = bytes;
      at = from;
      end = bytes.length;
    }
    takenAt = System.nanoTime();
    proceed();
  }

  /**
   * Nothing is written after this, not even by a thread that is about to. In mid-piece the client
   * is cut off.
   */
  public void end() {
    boolean unfinished;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      unfinished = piece != null;
      piece = null;
    }
    finish(unfinished);
  }

  /** The same, and the client is cut off in any case: what it has got is not the whole. */
  public void cut() {
    cut(false);
  }

  /** The same, since the client did not take its answer in time; counted as that. */
  public void cutSlow() {
    cut(true);
  }

  private void cut(boolean slow) {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      piece = null;
    }
    if (slow) {
      wire.countSlowReader();
    }
    finish(true);
  }

  private void finish(boolean cut) {
    try {
      if (cut) {
        wire.cut();
      }
    } finally {
      // Not before: the container may then use the connection for somebody else.
      ended.complete(null);
    }
  }

  /** Sends slices as long as the client takes each at once. */
  private void proceed() {
    Slice slice = new Slice();
    while (slice.send()) {
      slice = new Slice();
    }
  }

  /** The next one; null if there is none. */
  private synchronized byte[] next(Slice slice) {
    if (over || piece == null) {
      return null;
    }
    slice.from = at;
    slice.length = Math.min(SLICE, end - at);
    at += slice.length;
    slice.last = isLast && at == end;
    return piece;
  }

  /** Whether that was the whole piece. */
  private synchronized boolean isWhole() {
    if (!over && piece != null && at == end) {
      piece = null;
      return true;
    }
    return false;
  }

  private void failed(Throwable reason) {
    LOG.debug("A client is gone", reason);
    if (reason instanceof TimeoutException) {
      cutSlow();
    }
    gone.run();
  }

  private final class Slice implements Wire.Sent {
    private final AtomicBoolean met = new AtomicBoolean();
    private int from;
    private int length;
    private boolean last;

    /** Returns whether it is sent already, and another may be. */
    boolean send() {
      byte[] bytes = next(this);
      if (bytes == null) {
        return false;
      }
      try {
        wire.send(bytes, from, length, last, this);
      } catch (RuntimeException | Error broken) {
        AsyncWriter.this.failed(broken);
        return false;
      }
      return !met.compareAndSet(false, true) && goesOn();
    }

    private boolean goesOn() {
      if (isWhole()) {
        free.run();
        return false;
      }
      return true;
    }

    @Override
    public void sent() {
      takenAt = System.nanoTime();
      if (!met.compareAndSet(false, true)) {
        writers.execute(
            () -> {
              if (goesOn()) {
                proceed();
              }
            });
      }
    }

    @Override
    public void failed(Throwable reason) {
      writers.execute(() -> AsyncWriter.this.failed(reason));
    }
  }
}

package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.jetty.Wire;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to one client, a piece at a time, while no thread waits for the client. Safe for use by
 * many threads.
 */
public final class AsyncWriter {
  private static final Logger LOG = LoggerFactory.getLogger(AsyncWriter.class);

  /** The most bytes written at once: each thread keeps a copy of them outside of the heap. */
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
   * @param writers runs the rest of a piece after the client made it wait
   * @param free is called once for each piece, when it is sent and the next may be written
   * @param gone is called when nothing more can be sent; perhaps more than once
   */
  public AsyncWriter(Wire wire, Executor writers, Runnable free, Runnable gone) {
    this.wire = wire;
    this.writers = writers;
    this.free = free;
    this.gone = gone;
  }

  /** Completes when writing has ended and the response may be completed. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /**
   * When the client last took bytes or got a piece, by {@link System#nanoTime}; now, if the client
   * has taken all.
   */
  public synchronized long takenAt() {
    return piece == null ? System.nanoTime() : takenAt;
  }

  /** Writes a piece. Call it only when the piece before is sent. Does nothing after the end. */
  public void write(byte[] bytes) {
    write(bytes, 0, false);
  }

  /**
   * Writes a part of a piece.
   *
   * @param from the index of the first byte to write
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
   * Ends the answer: no thread writes after this. If a piece is half sent, the client is
   * disconnected.
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

  /** Ends an incomplete answer, and always disconnects the client. */
  public void cut() {
    cut(false);
  }

  /** Disconnects a client that reads too slowly, and counts it as such. */
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
      // Last, because the container may then use the connection for another request.
      ended.complete(null);
    }
  }

  /** Sends slices while the client takes each at once. */
  private void proceed() {
    Slice slice = new Slice();
    while (slice.send()) {
      slice = new Slice();
    }
  }

  /** Fills in the next slice and returns its bytes; null if nothing is left to send. */
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

  /** Whether the whole piece is sent. */
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

    /** Returns whether the slice is sent already, so that the next may follow. */
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

package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.jetty.LoadedRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads a body up to a fixed deadline, blocking its thread. The connection's idle time-out is not
 * enough: each byte restarts it, even bytes of trailers or TLS records, so a sender could hold the
 * thread and the body's memory endlessly. For use by one thread, except for {@link #stop}.
 */
public final class TimedBody implements AutoCloseable {
  /** The most bytes drained of a refused body so that its sender reads the answer. */
  private static final int DISCARDED_BYTES = 16 * 1024 * 1024;

  private static final Duration DISCARDING = Duration.ofSeconds(5);
  private static final int PIECE = 64 * 1024;

  /** Bounds the threads that drain refused bodies. */
  private static final Semaphore DISCARDERS = new Semaphore(32);

  private final Request request;
  private final LongSupplier nanoTime;
  private final Semaphore woken = new Semaphore(0);
  private final Runnable wake =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, woken::release);

  private volatile boolean stopped;
  private Content.Chunk chunk = Content.Chunk.EMPTY;

  /**
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  TimedBody(Context ctx, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    request = ServletContextRequest.getServletContextRequest(ctx.req());
  }

  /**
   * Waits for at least one byte. After an exception nothing more can be read.
   *
   * @param deadline by the clock {@code nanoTime}
   * @return the number of bytes read; negative at the end
   * @throws TimeoutException if no byte came before the deadline or {@link #stop}
   * @throws IOException if the body breaks off or is malformed
   */
  int read(byte[] into, int from, int length, long deadline) throws IOException, TimeoutException {
    while (!chunk.hasRemaining()) {
      if (chunk.isLast()) {
        return -1;
      }
      requireTime(deadline);
      next(deadline);
    }
    int read = chunk.get(into, from, length);
    if (!chunk.hasRemaining()) {
      close();
    }
    return read;
  }

  private void next(long deadline) throws IOException, TimeoutException {
    Content.Chunk next = request.read();
    if (next == null) {
      await(deadline);
    } else if (Content.Chunk.isFailure(next)) {
      throw failed(next.getFailure());
    } else {
      chunk = next;
    }
  }

  private void await(long deadline) throws IOException, TimeoutException {
    request.demand(wake);
    try {
      if (!woken.tryAcquire(deadline - nanoTime.getAsLong(), TimeUnit.NANOSECONDS)) {
        throw tooSlow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private void requireTime(long deadline) throws TimeoutException {
    if (stopped || deadline - nanoTime.getAsLong() <= 0) {
      throw tooSlow();
    }
  }

  private static TimeoutException tooSlow() {
    return new TimeoutException("The body comes too slowly");
  }

  private static IOException failed(Throwable failure) throws TimeoutException {
    if (failure instanceof TimeoutException) {
      throw tooSlow();
    }
    return new IOException("The body breaks off or is malformed", failure);
  }

  /** Ends the reading from another thread, as the deadline does. */
  void stop() {
    stopped = true;
    woken.release();
  }

  /** Releases the unread part of the last chunk. */
  @Override
  public void close() {
    chunk.release();
    chunk = chunk.isLast() ? Content.Chunk.EOF : Content.Chunk.EMPTY;
  }

  /**
   * Drains a refused body. Otherwise the connection would be reset, and a client that is still
   * sending could lose the answer.
   */
  public static void discard(Context ctx) {
    discard(ctx, System::nanoTime);
  }

  public static void discard(Context ctx, LongSupplier nanoTime) {
    // A client that expects "100 Continue" sends nothing; our own server drains without a thread.
    if (ctx.header("Expect") != null || LoadedRequest.of(ctx).isPresent()) {
      return;
    }
    if (!DISCARDERS.tryAcquire()) {
      return;
    }
    try (var body = new TimedBody(ctx, nanoTime)) {
      body.discard(nanoTime.getAsLong() + DISCARDING.toNanos());
    } catch (IOException | TimeoutException e) {
      // The connection is closed anyway.
    } finally {
      DISCARDERS.release();
    }
  }

  private void discard(long deadline) throws IOException, TimeoutException {
    var piece = new byte[PIECE];
    int discarded = 0;
    for (int n = 0; n >= 0 && discarded <= DISCARDED_BYTES; discarded += n) {
      n = read(piece, 0, PIECE, deadline);
    }
  }
}

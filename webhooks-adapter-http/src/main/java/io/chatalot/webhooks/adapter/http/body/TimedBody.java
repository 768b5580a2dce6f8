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
 * A body that a thread waits for, until a moment that no byte moves. The connection's idle time-out
 * begins anew with each byte, also with bytes that bring nothing of the body, such as those of
 * trailers or of a record of TLS: it alone would let a sender hold the thread, and what the body
 * takes, for as long as it likes. For use by one thread, but for {@link #stop}.
 */
public final class TimedBody implements AutoCloseable {
  /** What is read of a body that is refused, so that its sender comes to read the answer. */
  private static final int DISCARDED_BYTES = 16 * 1024 * 1024;

  private static final Duration DISCARDING = Duration.ofSeconds(5);
  private static final int PIECE = 64 * 1024;

  /** More threads than these never read on for the sender's sake. */
  private static final Semaphore DISCARDERS = new Semaphore(32);

  private final Request request;
  private final LongSupplier nanoTime;
  private final Semaphore woken = new Semaphore(0);
  private final Runnable wake =
      Invocable.from(Invocable.InvocationType.NON_BLOCKING, woken::release);

  private volatile boolean stopped;
  private Content.Chunk chunk = Content.Chunk.EMPTY;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  TimedBody(Context ctx, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    request = ServletContextRequest.getServletContextRequest(ctx.req());
  }

  /**
   * Waits for at least one byte. After an exception nothing more can be read.
   *
   * @param deadline by the same clock
   * @return how many bytes were read; less than 0 if there are no more
   * @throws TimeoutException if nothing came until the deadline, or until {@link #stop}
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

  /** Ends the reading, from another thread, as if the deadline had come. */
  void stop() {
    stopped = true;
    woken.release();
  }

  /** Lets go of what has come and was not read. */
  @Override
  public void close() {
    chunk.release();
    chunk = chunk.isLast() ? Content.Chunk.EOF : Content.Chunk.EMPTY;
  }

  /**
   * Reads what is left of a body that is not wanted. Whoever hears no to what it is still sending
   * may lose the answer, since the connection is reset then.
   */
  public static void discard(Context ctx) {
    discard(ctx, System::nanoTime);
  }

  public static void discard(Context ctx, LongSupplier nanoTime) {
    // A sender that waits to be asked is not asked; a server of ours reads on without a thread.
    if (ctx.header("Expect") != null || LoadedRequest.of(ctx).isPresent()) {
      return;
    }
    if (!DISCARDERS.tryAcquire()) {
      return;
    }
    try (var body = new TimedBody(ctx, nanoTime)) {
      body.discard(nanoTime.getAsLong() + DISCARDING.toNanos());
    } catch (IOException | TimeoutException e) {
      // Then the connection is closed, which is what is left to be done.
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

package io.chatalot.webhooks.adapter.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EndPoint;

/**
 * A body that a thread waits for. The connection's idle timeout alone would let a sender who brings
 * a byte from time to time hold the thread, and what the body takes, for as long as it likes.
 */
final class TimedBody {
  /** What is read of a body that is refused, so that its sender comes to read the answer. */
  private static final int DISCARDED_BYTES = 16 * 1024 * 1024;

  private static final Duration DISCARDING = Duration.ofSeconds(5);
  private static final int PIECE = 64 * 1024;

  /** More threads than these never read on for the sender's sake. */
  private static final Semaphore DISCARDERS = new Semaphore(32);

  private final InputStream in;
  private final EndPoint connection;
  private final long deadline;

  private TimedBody(Context ctx, Duration within) throws IOException {
    in = ctx.req().getInputStream();
    connection =
        ServletContextRequest.getServletContextRequest(ctx.req())
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint();
    deadline = System.nanoTime() + within.toNanos();
  }

  /** Takes no longer than what is left of the time. */
  private int read(byte[] into, int from) throws IOException {
    long left = (deadline - System.nanoTime()) / 1_000_000;
    if (left <= 0) {
      throw new IOException("too slow");
    }
    connection.setIdleTimeout(left);
    return in.read(into, from, into.length - from);
  }

  /**
   * Reads what is left of a body that is not wanted. Whoever hears no to what it is still sending
   * may lose the answer, since the connection is reset then.
   */
  static void discard(Context ctx) {
    // A sender that waits to be asked is not asked; a server of ours reads on without a thread.
    if (ctx.header("Expect") != null || LoadedRequest.of(ctx).isPresent()) {
      return;
    }
    if (!DISCARDERS.tryAcquire()) {
      return;
    }
    try {
      var timed = new TimedBody(ctx, DISCARDING);
      long idle = timed.connection.getIdleTimeout();
      var piece = new byte[PIECE];
      try {
        int discarded = 0;
        for (int n = timed.read(piece, 0); n >= 0; n = timed.read(piece, 0)) {
          discarded += n;
          if (discarded > DISCARDED_BYTES) {
            return;
          }
        }
      } finally {
        timed.connection.setIdleTimeout(idle);
      }
    } catch (IOException | HttpException.RuntimeException | IllegalStateException e) {
      // Then the connection is closed, which is what is left to be done.
    } finally {
      DISCARDERS.release();
    }
  }
}

package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.jetty.LoadedRequest;
import io.chatalot.webhooks.adapter.http.jetty.TimedConnection;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Reads a large body chunk by chunk, with a deadline. Blocks its thread. */
final class LargeBody implements AutoCloseable {
  private final Context ctx;
  private final TimedBody body;
  private final long length;
  private final ByteChunks bytes = new ByteChunks();
  private final Duration within;
  private final LongSupplier nanoTime;
  private long deadline;
  private volatile boolean stopped;

  /**
   * @param within the time from the body's first byte to its last, without waits for memory
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  LargeBody(Context ctx, Duration within, LongSupplier nanoTime) {
    this.ctx = ctx;
    this.within = within;
    this.nanoTime = nanoTime;
    body = new TimedBody(ctx, nanoTime);
    length = ctx.req().getContentLengthLong();
    deadline = nanoTime.getAsLong() + left().toNanos();
  }

  /**
   * The time that is left. In our own server {@link LoadedRequest} has already spent some of it on
   * the first bytes, unless the length was declared.
   */
  private Duration left() {
    return LoadedRequest.of(ctx)
        .map(LoadedRequest::left)
        .filter(left -> left.compareTo(within) < 0)
        .orElse(within);
  }

  /** The bytes received so far. */
  ByteChunks bytes() {
    return bytes;
  }

  /**
   * Reads until the body has more bytes than {@code small}.
   *
   * @return false if the body ended before that
   * @throws HttpRefusal if the body breaks off or is too slow
   */
  boolean isLongerThan(int small) {
    while (bytes.size() <= small) {
      if (!read()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads the rest.
   *
   * @param place takes memory for the bytes
   * @throws HttpRefusal if the body is longer than the maximum, breaks off or is too slow, or no
   *     memory is free
   */
  void readTo(BodyPlace place, int max) {
    keep(true);
    take(place, bytes.size() + bytes.left());
    place.came(bytes.size());
    boolean more = bytes.size() != length;
    while (more) {
      if (bytes.left() == 0) {
        take(place, ByteChunks.PIECE_BYTES);
      }
      int before = bytes.size();
      more = read() && bytes.size() != length;
      place.came(bytes.size() - before);
      if (bytes.size() > max) {
        throw RequestBody.tooLarge(ctx, max);
      }
    }
    place.whole();
  }

  private void take(BodyPlace place, int size) {
    long start = nanoTime.getAsLong();
    if (!place.take(size)) {
      throw stopped ? noRoom() : noRoom(ctx);
    }
    deadline += nanoTime.getAsLong() - start;
  }

  private boolean read() {
    try {
      boolean first = bytes.size() == 0 && length > 0;
      // Sends "100 Continue" to a client that waits for it.
      boolean more = bytes.readFrom((into, from, most) -> body.read(into, from, most, deadline));
      deadline = first ? nanoTime.getAsLong() + within.toNanos() : deadline;
      return more;
    } catch (TimeoutException e) {
      throw stopped ? noRoom() : new HttpRefusal(Problem.requestTimeout());
    } catch (IOException e) {
      throw RequestBody.broken(ctx);
    }
  }

  /** Ends the reading from another thread; the sender gets 503 and may retry. */
  void stop() {
    stopped = true;
    body.stop();
  }

  @Override
  public void close() {
    body.close();
    keep(false);
  }

  /** In our own server, protects the body from being cut off for other requests' memory. */
  private void keep(boolean stays) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    if (request.getConnectionMetaData() instanceof TimedConnection connection) {
      connection.keep(stays);
    }
  }

  /** Drains the body so that the client can read the answer, then refuses it with 503. */
  static HttpRefusal noRoom(Context ctx) {
    TimedBody.discard(ctx);
    return noRoom();
  }

  private static HttpRefusal noRoom() {
    return new HttpRefusal(Problem.unavailable("Too many large bodies at once; try again."));
  }
}

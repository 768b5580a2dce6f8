package io.chatalot.webhooks.adapter.http.body;

import io.chatalot.webhooks.adapter.http.jetty.LoadedRequest;
import io.chatalot.webhooks.adapter.http.jetty.TimedConnection;
import io.chatalot.webhooks.adapter.http.json.Pieces;
import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.problem.Problem;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** Reads a body that a thread waits for, piece by piece, and no longer than it may take. */
final class LargeBody implements AutoCloseable {
  private final Context ctx;
  private final TimedBody body;
  private final long length;
  private final Pieces bytes = new Pieces();
  private final Duration within;
  private final LongSupplier nanoTime;
  private long deadline;
  private volatile boolean stopped;

  /**
   * @param within how long it may take from its first byte to its last, without the time for which
   *     it is not read
   * @param nanoTime as {@link System#nanoTime}
   */
  LargeBody(Context ctx, Duration within, LongSupplier nanoTime) {
    this.ctx = ctx;
    this.within = within;
    this.nanoTime = nanoTime;
    body = new TimedBody(ctx, nanoTime);
    length = ctx.req().getContentLengthLong();
    deadline = nanoTime.getAsLong() + left().toNanos();
  }

  /** A server of ours has awaited the first bytes already, unless the length was declared. */
  private Duration left() {
    return LoadedRequest.of(ctx)
        .map(LoadedRequest::left)
        .filter(left -> left.compareTo(within) < 0)
        .orElse(within);
  }

  /** What has come. */
  Pieces bytes() {
    return bytes;
  }

  /**
   * Reads on until there is more than so much.
   *
   * @return whether there is; no means that this is all of it
   * @throws HttpRefusal if it breaks off, or does not come in time
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
   * @param place takes the memory for it
   * @throws HttpRefusal if it is longer than the maximum, breaks off, does not come in time, or if
   *     there is no memory for it
   */
  void readTo(BodyPlace place, int max) {
    keep(true);
    take(place, bytes.size() + bytes.left());
    place.came(bytes.size());
    boolean more = bytes.size() != length;
    while (more) {
      if (bytes.left() == 0) {
        take(place, Pieces.PIECE_BYTES);
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
      // A sender that waits to be asked for the body is asked by this.
      boolean more = bytes.readFrom((into, from, most) -> body.read(into, from, most, deadline));
      deadline = first ? nanoTime.getAsLong() + within.toNanos() : deadline;
      return more;
    } catch (TimeoutException e) {
      throw stopped ? noRoom() : new HttpRefusal(Problem.requestTimeout());
    } catch (IOException e) {
      throw RequestBody.broken(ctx);
    }
  }

  /** Lets another thread end the reading: the sender is told to come again. */
  void stop() {
    stopped = true;
    body.stop();
  }

  @Override
  public void close() {
    body.close();
    keep(false);
  }

  /** In a server of ours nobody else's headers or bodies push it out. */
  private void keep(boolean stays) {
    var request = ServletContextRequest.getServletContextRequest(ctx.req());
    if (request.getConnectionMetaData() instanceof TimedConnection connection) {
      connection.keep(stays);
    }
  }

  /** Refuses a body whose sender may still be sending it. */
  static HttpRefusal noRoom(Context ctx) {
    TimedBody.discard(ctx);
    return noRoom();
  }

  private static HttpRefusal noRoom() {
    return new HttpRefusal(Problem.unavailable("Too many large bodies at once; try again."));
  }
}

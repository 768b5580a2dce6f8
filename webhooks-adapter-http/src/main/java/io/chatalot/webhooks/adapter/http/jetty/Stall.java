package io.chatalot.webhooks.adapter.http.jetty;

import java.time.Duration;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;

/**
 * Detects and ends a handled request's wait for its client: for more of the body, or for the client
 * to read more of the answer.
 */
final class Stall {
  /** The longest time that a small body may take. */
  private static final Duration LONGEST_BODY =
      BodyClock.GRACE.plusSeconds(BodyClock.SMALL_BYTES / BodyClock.BYTES_A_SECOND);

  private Stall() {}

  /**
   * The used share of the allowed wait; 0 if the request does not wait for its client.
   *
   * @param nanos the time since the end of the headers
   */
  static double waited(EndPoint endPoint, long nanos) {
    if (!(endPoint instanceof AbstractEndPoint at)) {
      return 0;
    }
    if (at.getFillInterest().isInterested()) {
      return (double) nanos / LONGEST_BODY.toNanos();
    }
    return isUnread(at) && raw(at) instanceof AbstractEndPoint socket
        ? Math.max(1.0, socket.getIdleFor()) / Math.max(1, socket.getIdleTimeout())
        : 0;
  }

  /** Whether the request waits for its client. */
  static boolean waits(EndPoint endPoint) {
    return isUnread(endPoint)
        || (endPoint instanceof AbstractEndPoint at && at.getFillInterest().isInterested());
  }

  /** Whether a write is pending because the client does not read. */
  static boolean isUnread(EndPoint endPoint) {
    return endPoint instanceof AbstractEndPoint at && at.getWriteFlusher().isPending();
  }

  /** The socket below TLS, whose idle time counts. */
  private static EndPoint raw(EndPoint endPoint) {
    return endPoint instanceof EndPoint.Wrapper secured ? secured.unwrap() : endPoint;
  }

  /**
   * Ends the wait and closes the connection, unless the wait is over.
   *
   * @return whether the wait was ended
   */
  static boolean end(EndPoint endPoint, Throwable why) {
    // Failing a pending read or write claims it, so no other thread works on it.
    boolean ended =
        endPoint instanceof AbstractEndPoint at
            && (at.getFillInterest().onFail(why) || at.getWriteFlusher().onFail(why));
    if (ended) {
      endPoint.close(why);
    }
    return ended;
  }
}

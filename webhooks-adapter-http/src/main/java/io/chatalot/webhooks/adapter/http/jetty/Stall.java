package io.chatalot.webhooks.adapter.http.jetty;

import java.time.Duration;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.EndPoint;

/**
 * A request that is at work and yet waits for its client: for more of its body, or for room to
 * write more of the answer.
 */
final class Stall {
  /** For the slowest of small bodies. */
  private static final Duration LONGEST_BODY =
      BodyClock.GRACE.plusSeconds(BodyClock.SMALL_BYTES / BodyClock.BYTES_A_SECOND);

  private Stall() {}

  /**
   * For how much of the time that it may wait for the client it has; 0 if it does not.
   *
   * @param nanos since its headers came
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

  /** Whether it waits for its client. */
  static boolean waits(EndPoint endPoint) {
    return isUnread(endPoint)
        || (endPoint instanceof AbstractEndPoint at && at.getFillInterest().isInterested());
  }

  /** Whether the client does not take what is written to it. */
  static boolean isUnread(EndPoint endPoint) {
    return endPoint instanceof AbstractEndPoint at && at.getWriteFlusher().isPending();
  }

  /** Below TLS, where bytes come and go. */
  private static EndPoint raw(EndPoint endPoint) {
    return endPoint instanceof EndPoint.Wrapper secured ? secured.unwrap() : endPoint;
  }

  /**
   * Ends the wait, and the connection with it, unless the wait is over.
   *
   * @return whether it did
   */
  static boolean end(EndPoint endPoint, Throwable why) {
    // Only one of those for which the other side is waited for is taken, and nobody else is at it.
    boolean ended =
        endPoint instanceof AbstractEndPoint at
            && (at.getFillInterest().onFail(why) || at.getWriteFlusher().onFail(why));
    if (ended) {
      endPoint.close(why);
    }
    return ended;
  }
}

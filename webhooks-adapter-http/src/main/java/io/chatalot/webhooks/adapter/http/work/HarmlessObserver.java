package io.chatalot.webhooks.adapter.http.work;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an observer's failures from the answers that it counts: a stored message whose answer
 * became a 500 would be sent again. The log has a failure a minute, since an observer that fails
 * may fail at each answer.
 */
public final class HarmlessObserver implements RequestObserver {
  private static final Logger LOG = LoggerFactory.getLogger(HarmlessObserver.class);

  private final RequestObserver observer;
  private final OnceAMinute failed = new OnceAMinute();

  private HarmlessObserver(RequestObserver observer) {
    this.observer = observer;
  }

  /** The same observer, which throws nothing. */
  public static RequestObserver of(RequestObserver observer) {
    return observer instanceof HarmlessObserver harmless
        ? harmless
        : new HarmlessObserver(observer);
  }

  @Override
  public void answered(String method, String route, int status, Duration took) {
    try {
      observer.answered(method, route, status, took);
    } catch (Throwable e) {
      log("An answer", e);
    }
  }

  @Override
  public void connectionEnded(ConnectionEnd why) {
    try {
      observer.connectionEnded(why);
    } catch (Throwable e) {
      log("The end of a connection", e);
    }
  }

  private void log(String what, Throwable failure) {
    if (failed.isDue()) {
      LOG.error("{} could not be counted; the observer failed", what, failure);
    } else {
      LOG.debug("{} could not be counted; the observer failed", what, failure);
    }
  }
}

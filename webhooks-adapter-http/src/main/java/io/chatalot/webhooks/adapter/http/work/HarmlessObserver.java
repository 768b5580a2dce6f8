package io.chatalot.webhooks.adapter.http.work;

import io.chatalot.webhooks.adapter.http.host.ConnectionEnd;
import io.chatalot.webhooks.adapter.http.host.RequestObserver;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an observer's exceptions away from the answers: if a stored message were answered with 500,
 * its sender would send it again. Logs one failure a minute, because a broken observer fails at
 * each answer.
 */
public final class HarmlessObserver implements RequestObserver {
  private static final Logger LOG = LoggerFactory.getLogger(HarmlessObserver.class);

  private final RequestObserver observer;
  private final OnceAMinute failed = new OnceAMinute();

  private HarmlessObserver(RequestObserver observer) {
    this.observer = observer;
  }

  /** Wraps the observer in one whose methods never throw. */
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

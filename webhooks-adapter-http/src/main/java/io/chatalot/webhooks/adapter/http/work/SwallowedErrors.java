package io.chatalot.webhooks.adapter.http.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs JVM errors on a connection, such as a buffer that cannot be allocated. Jetty treats these as
 * a client that left, and swallows them. Logs one a minute at the level {@code ERROR}, where a host
 * may watch for them, and the others at {@code DEBUG}.
 */
public final class SwallowedErrors {
  private static final Logger LOG = LoggerFactory.getLogger(SwallowedErrors.class);
  private static final OnceAMinute LINE = new OnceAMinute();

  private SwallowedErrors() {}

  /** Logs the error; the caller rethrows it. */
  public static void log(Error error) {
    if (LINE.isDue()) {
      LOG.error("A connection failed for a fault of the server", error);
    } else {
      LOG.debug("A connection failed for a fault of the server", error);
    }
  }
}

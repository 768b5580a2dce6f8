package io.chatalot.webhooks.adapter.http.work;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Errors on a connection that Jetty takes for the end of its client, and tells nobody of: where a
 * buffer cannot be had for want of memory, say. The log has each one, at the level of errors once a
 * minute, so that a host that watches its log for them misses none.
 */
public final class LostErrors {
  private static final Logger LOG = LoggerFactory.getLogger(LostErrors.class);
  private static final OnceAMinute LINE = new OnceAMinute();

  private LostErrors() {}

  /** Logs the error, which is to be thrown on. */
  public static void tell(Error error) {
    if (LINE.isDue()) {
      LOG.error("A connection failed for a fault of the server", error);
    } else {
      LOG.debug("A connection failed for a fault of the server", error);
    }
  }
}

package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.work.OnceAMinute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what follows an answer: metrics, access log, the managers' delivery log. A failure there
 * must not change the answer or keep its request open.
 */
final class Accounting {
  private static final Logger LOG = LoggerFactory.getLogger(Accounting.class);
  private static final OnceAMinute FAILED = new OnceAMinute();

  private Accounting() {}

  /** Runs the task, and logs its exceptions and errors, once a minute at most. */
  static void safely(Runnable task) {
    try {
      task.run();
    } catch (Throwable failure) {
      if (FAILED.isDue()) {
        LOG.error("An answer could not be accounted for", failure);
      } else {
        LOG.debug("An answer could not be accounted for", failure);
      }
    }
  }
}

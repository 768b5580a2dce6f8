package io.chatalot.webhooks.adapter.http.route;

import io.chatalot.webhooks.adapter.http.work.OnceAMinute;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for an answer after it is made: counted, logged, told to the webhook's managers.
 * Nothing of it may change the answer, or keep its request open.
 */
final class Accounting {
  private static final Logger LOG = LoggerFactory.getLogger(Accounting.class);
  private static final OnceAMinute FAILED = new OnceAMinute();

  private Accounting() {}

  /** Runs the task, and logs what it throws, once a minute at the most. */
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

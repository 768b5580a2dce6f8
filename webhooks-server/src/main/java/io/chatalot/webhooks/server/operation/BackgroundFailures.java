package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.application.background.BackgroundObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts background failures, and logs each at DEBUG: the ERROR line comes once a minute for each
 * task, and {@link FatalErrors} must see all failures.
 */
public record BackgroundFailures(BackgroundObserver counted) implements BackgroundObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundFailures.class);

  @Override
  public void begins(String task) {
    counted.begins(task);
  }

  @Override
  public void failed(String task, Throwable failure) {
    LOG.debug("The task {} failed", task, failure);
    counted.failed(task, failure);
  }
}

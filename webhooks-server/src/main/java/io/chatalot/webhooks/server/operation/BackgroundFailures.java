package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.application.background.BackgroundObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the failures in the background, and puts each into the log at the level of debugging: the
 * line of an error comes once a minute for each task, and {@link FatalErrors} must see them all.
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

package io.chatalot.webhooks.adapter.jdbc.database;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A background that logs the failures of its tasks and counts nothing. */
public final class LoggedBackground {
  private static final Logger LOG = LoggerFactory.getLogger(LoggedBackground.class);

  private LoggedBackground() {}

  public static Background create() {
    return new Background(
        BackgroundObserver.NONE,
        (task, failure) -> LOG.error("The task {} failed, and goes on", task, failure),
        System::nanoTime);
  }
}

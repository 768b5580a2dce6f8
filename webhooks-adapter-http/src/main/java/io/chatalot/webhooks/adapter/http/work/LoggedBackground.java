package io.chatalot.webhooks.adapter.http.work;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The background where nobody counts: failures of its tasks are in the log alone. */
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

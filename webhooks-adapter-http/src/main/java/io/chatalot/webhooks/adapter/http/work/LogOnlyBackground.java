package io.chatalot.webhooks.adapter.http.work;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.BackgroundObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link Background} for hosts that count no failures: it only logs them. */
public final class LogOnlyBackground {
  private static final Logger LOG = LoggerFactory.getLogger(LogOnlyBackground.class);

  private LogOnlyBackground() {}

  public static Background create() {
    return new Background(
        BackgroundObserver.NONE,
        (task, failure) -> LOG.error("The task {} failed; it will run again", task, failure),
        System::nanoTime);
  }
}

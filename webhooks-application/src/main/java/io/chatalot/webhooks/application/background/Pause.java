package io.chatalot.webhooks.application.background;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The pause of a recurring task between two rounds; tests end it at will. */
@FunctionalInterface
public interface Pause {
  /** Real time. */
  Pause SLEEP = time -> TimeUnit.NANOSECONDS.sleep(time.toNanos());

  /**
   * Returns when the time has passed.
   *
   * @throws InterruptedException if the task ends meanwhile
   */
  void take(Duration time) throws InterruptedException;
}

package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.background.Pause;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Pauses that a test ends. Safe for use by many threads. */
public final class ManualPause implements Pause {
  private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
  private final Semaphore over = new Semaphore(0);

  @Override
  public void take(Duration time) throws InterruptedException {
    begun.add(time);
    over.acquire();
  }

  /** Waits until a task pauses, and returns the length of its pause. */
  public Duration awaitBegin() throws InterruptedException {
    return begun.take();
  }

  /** Ends the pause of a task, now or when it begins. */
  public void end() {
    over.release();
  }
}

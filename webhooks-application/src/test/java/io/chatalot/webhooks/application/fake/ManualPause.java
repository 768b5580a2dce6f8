package io.chatalot.webhooks.application.fake;

import io.chatalot.webhooks.application.background.Pause;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/** Lets time pass between rounds when a test says so. Safe for use by many threads. */
public final class ManualPause implements Pause {
  private final BlockingQueue<Duration> begun = new LinkedBlockingQueue<>();
  private final Semaphore over = new Semaphore(0);

  @Override
  public void take(Duration time) throws InterruptedException {
    begun.add(time);
    over.acquire();
  }

  /** Waits until a task pauses, and returns for how long it does. */
  public Duration awaitBegin() throws InterruptedException {
    return begun.take();
  }

  /** Lets the pause of one task end, now or when it begins. */
  public void end() {
    over.release();
  }
}

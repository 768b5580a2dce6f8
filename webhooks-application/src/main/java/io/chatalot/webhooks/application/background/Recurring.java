package io.chatalot.webhooks.application.background;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * A task in rounds on a daemon thread of its own, until it is closed. If a round throws, even an
 * {@link Error}, the task reports it to the {@link Background} and makes the next round on time.
 * Safe for use by many threads.
 */
public final class Recurring implements AutoCloseable {
  private final Background background;
  private final String task;
  private final Supplier<Duration> interval;
  private final Pause pause;
  private final Round round;
  private final Thread thread;
  private volatile boolean closed;

  /** Starts the thread, with a round or with a pause. */
  Recurring(
      Background background,
      String task,
      boolean atOnce,
      Supplier<Duration> interval,
      Pause pause,
      Round round) {
    this.background = background;
    this.task = task;
    this.interval = interval;
    this.pause = pause;
    this.round = round;
    thread = new Thread(() -> run(atOnce), "webhooks-" + task.replace('_', '-'));
    thread.setDaemon(true);
    thread.start();
  }

  private void run(boolean atOnce) {
    boolean due = atOnce;
    while (!closed) {
      try {
        if (due) {
          due = false;
          round.make();
        }
        pause.take(interval.get());
        due = true;
      } catch (Throwable failure) {
        report(failure);
      }
    }
  }

  /** A round that breaks off because the task is closed has not failed. */
  private void report(Throwable failure) {
    if (!closed) {
      background.failed(task, failure);
    }
  }

  /** Ends the rounds. Interrupts a round that is under way, and does not wait for it. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  /**
   * Closes the task, and waits for a round that is under way. An interrupt ends the wait, and the
   * thread stays interrupted.
   *
   * @param patience the longest wait
   */
  public void closeAndWait(Duration patience) {
    close();
    try {
      thread.join(Math.max(1, patience.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One round of a task. */
  @FunctionalInterface
  public interface Round {
    /**
     * Makes the round. An interrupt asks it to end early, since the task is closed.
     *
     * @throws Exception if the round fails; the task goes on
     */
    void make() throws Exception;
  }
}

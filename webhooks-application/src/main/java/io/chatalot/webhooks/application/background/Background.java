package io.chatalot.webhooks.application.background;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Starts background tasks and reports their failures: the {@link BackgroundObserver} counts each
 * {@link Throwable}, and the log gets a line, at most once a minute for each task. Safe for use by
 * many threads.
 */
public final class Background {
  private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

  private final BackgroundObserver observer;
  private final BiConsumer<String, Throwable> log;
  private final LongSupplier nanoTime;
  private final Pause pause;

  /** The time of the latest line of each task. */
  private final Map<String, Long> lines = new ConcurrentHashMap<>();

  /**
   * @param log writes a line about a failed task
   * @param nanoTime a monotonic time in nanoseconds
   */
  public Background(
      BackgroundObserver observer, BiConsumer<String, Throwable> log, LongSupplier nanoTime) {
    this(observer, log, nanoTime, Pause.SLEEP);
  }

  /** The same, with a clock for the pauses between rounds. */
  public Background(
      BackgroundObserver observer,
      BiConsumer<String, Throwable> log,
      LongSupplier nanoTime,
      Pause pause) {
    this.observer = observer;
    this.log = log;
    this.nanoTime = nanoTime;
    this.pause = pause;
  }

  /**
   * Starts a task that makes its first round after the interval.
   *
   * @param interval the time from the end of a round to the next
   * @param task the name of the task's failure count and of its thread
   */
  public Recurring every(Duration interval, String task, Recurring.Round round) {
    begins(task);
    return new Recurring(this, task, false, () -> interval, pause, round);
  }

  /**
   * Starts a task that makes its first round at once.
   *
   * @param interval gives the time from the end of a round to the next, after each round
   * @param task the name of the task's failure count and of its thread
   */
  public Recurring again(Supplier<Duration> interval, String task, Recurring.Round round) {
    begins(task);
    return new Recurring(this, task, true, interval, pause, round);
  }

  /**
   * Registers a task that has threads of its own and reports failures by {@link #failed} or {@link
   * #guarded}.
   */
  public void begins(String task) {
    try {
      observer.begins(task);
    } catch (Throwable broken) {
      write("observer_of_" + task, broken);
    }
  }

  /** Wraps work for another thread: the wrapper reports every failure and never throws. */
  public Runnable guarded(String task, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (Throwable failure) {
        failed(task, failure);
      }
    };
  }

  /** Counts and logs a failure; the task goes on. Never throws. */
  public void failed(String task, Throwable failure) {
    try {
      observer.failed(task, failure);
    } catch (Throwable broken) {
      write("observer_of_" + task, broken);
    }
    write(task, failure);
  }

  private void write(String task, Throwable failure) {
    try {
      if (isDue(task)) {
        log.accept(task, failure);
      }
    } catch (Throwable unheard) {
      // A task goes on without its line in the log.
    }
  }

  private boolean isDue(String task) {
    long now = nanoTime.getAsLong();
    Long last = lines.putIfAbsent(task, now);
    return last == null || now - last >= BETWEEN_LINES && lines.replace(task, last, now);
  }
}

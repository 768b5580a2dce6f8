package io.chatalot.webhooks.application.background;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Begins what goes on in the background, and sees to it that no failure is silent: each {@link
 * Throwable} is counted by the {@link BackgroundObserver}, and logged, once a minute for each task
 * at the most. Safe for use by many threads.
 */
public final class Background {
  private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

  private final BackgroundObserver observer;
  private final BiConsumer<String, Throwable> log;
  private final LongSupplier nanoTime;
  private final Pause pause;

  /** By task, when a line of it was written. */
  private final Map<String, Long> lines = new ConcurrentHashMap<>();

  /**
   * @param log writes a line of a task that failed
   * @param nanoTime a time that only ever goes on, in nanoseconds
   */
  public Background(
      BackgroundObserver observer, BiConsumer<String, Throwable> log, LongSupplier nanoTime) {
    this(observer, log, nanoTime, Pause.SLEEP);
  }

  /** The same, with rounds as far apart as a clock says. */
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
   * Has a round made after each interval, the first after the first one.
   *
   * @param interval from the end of a round to the next
   * @param task the name to count failures by; the thread is named after it
   */
  public Recurring every(Duration interval, String task, Recurring.Round round) {
    begins(task);
    return new Recurring(this, task, false, () -> interval, pause, round);
  }

  /**
   * Has a round made at once, and another whenever one ends and a pause is over.
   *
   * @param interval asked for after each round
   * @param task the name to count failures by; the thread is named after it
   */
  public Recurring again(Supplier<Duration> interval, String task, Recurring.Round round) {
    begins(task);
    return new Recurring(this, task, true, interval, pause, round);
  }

  /**
   * Names a task that has threads of its own and reports by {@link #failed} itself, or by {@link
   * #guarded}.
   */
  public void begins(String task) {
    try {
      observer.begins(task);
    } catch (Throwable broken) {
      write("observer_of_" + task, broken);
    }
  }

  /** The work for somebody else's thread; never throws, since what throws is reported. */
  public Runnable guarded(String task, Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (Throwable failure) {
        failed(task, failure);
      }
    };
  }

  /** Counts and logs a failure of a task that goes on. Never throws. */
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

package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.application.background.Background;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Debounces a task: runs the first round at once, and merges all requests until the pause after it
 * into one more round. Never runs two rounds at once. Safe for use by many threads.
 */
final class Debouncer {
  private static final Duration REST = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ScheduledExecutorService threads;
  private final Runnable making;
  private final Supplier<Then> round;

  /** Whether a round is running or scheduled. */
  private boolean due;

  /** Whether a round was requested since the last one began. */
  private boolean asked;

  private long restUntil = System.nanoTime();

  /**
   * @param task the name in metrics of failures; a failed round is retried after a second
   */
  Debouncer(
      ScheduledExecutorService threads, Background background, String task, Supplier<Then> round) {
    this.threads = threads;
    background.begins(task);
    making = background.guarded(task, this::make);
    this.round = round;
  }

  synchronized void ask() {
    asked = true;
    if (!due) {
      due = true;
      threads.schedule(making, restUntil - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void make() {
    synchronized (this) {
      asked = false;
    }
    Then then = Then.RETRY;
    try {
      then = round.get();
    } finally {
      end(then);
    }
  }

  private synchronized void end(Then then) {
    restUntil = System.nanoTime() + rest(then).toNanos();
    due = false;
    if (asked || then != Then.REST) {
      ask();
    }
  }

  private static Duration rest(Then then) {
    return switch (then) {
      case AGAIN -> Duration.ZERO;
      case REST -> REST;
      case RETRY -> RETRY;
    };
  }

  /** What follows a round. */
  enum Then {
    /** The next round, at once. */
    AGAIN,
    /** A pause, then the next round when one is requested. */
    REST,
    /** The next round, after a second. */
    RETRY
  }
}

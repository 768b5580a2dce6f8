package io.chatalot.webhooks.adapter.http.read.stream;

import io.chatalot.webhooks.application.background.Background;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Makes a round whenever one is asked for: the first at once, and what is asked for until the rest
 * after it is over leads to one other. One is made at a time. Safe for use by many threads.
 */
final class Debouncer {
  private static final Duration REST = Duration.ofMillis(20);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final ScheduledExecutorService threads;
  private final Runnable making;
  private final Supplier<Then> round;

  /** Whether one is under way or will be. */
  private boolean due;

  /** Whether another one was asked for since it began. */
  private boolean asked;

  private long restUntil = System.nanoTime();

  /**
   * @param task the name to count failures of rounds by; one that failed is made again in a second
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

  /** What comes after a round. */
  enum Then {
    /** Another one at once. */
    AGAIN,
    /** A rest, until the next one is asked for. */
    REST,
    /** Another one in a second. */
    RETRY
  }
}

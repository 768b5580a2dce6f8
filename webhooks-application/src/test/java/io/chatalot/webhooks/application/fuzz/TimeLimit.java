package io.chatalot.webhooks.application.fuzz;

import java.time.Duration;

/**
 * Fails an input that takes more than 100 ms once the JVM is warm, but only while fuzzing: a timing
 * never fails a build. Not thread-safe.
 */
public final class TimeLimit {
  private static final Duration MOST = Duration.ofMillis(100);
  private static final int WARM_UP = 2_000;
  private static final int TRIES = 3;
  private static final boolean FUZZING = System.getenv("JAZZER_FUZZ") != null;

  private int calls;
  private long slowest = Duration.ofMillis(5).toNanos();

  /**
   * Runs and times the task.
   *
   * @throws AssertionError if the task took too long
   */
  public void check(Runnable work) {
    long took = nanos(work);
    calls++;
    if (FUZZING && calls > WARM_UP && took > slowest) {
      judge(work, took);
    }
  }

  /** Takes the best of some tries, since the machine and the JVM pause too. */
  private void judge(Runnable work, long first) {
    long best = first;
    for (int i = 1; i < TRIES; i++) {
      best = Math.min(best, nanos(work));
    }
    if (best > slowest) {
      slowest = best;
      System.err.println("slowest input so far: " + Duration.ofNanos(best).toMillis() + " ms");
    }
    if (best > MOST.toNanos()) {
      throw new AssertionError("took " + Duration.ofNanos(best).toMillis() + " ms");
    }
  }

  private static long nanos(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return System.nanoTime() - start;
  }
}

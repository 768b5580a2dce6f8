package io.chatalot.webhooks.adapter.jdbc;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what other threads will do, and fails if they never do. */
public final class Await {
  private static final Duration NEVER = Duration.ofSeconds(30);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + NEVER.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("never came true: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** The result; a failure comes through as it is. */
  public static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get(NEVER.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("never ended", e);
    }
  }
}

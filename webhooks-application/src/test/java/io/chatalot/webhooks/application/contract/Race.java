package io.chatalot.webhooks.application.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs the same task on many threads at once. */
public final class Race {
  private Race() {}

  /**
   * The result of each runner; the task gets the number of its runner, from 0.
   *
   * @throws AssertionError if a runner fails
   */
  public static <T> List<T> run(int runners, IntFunction<T> track) {
    var start = new CyclicBarrier(runners);
    var threads = Executors.newFixedThreadPool(runners);
    try {
      var running = new ArrayList<Future<T>>();
      for (int i = 0; i < runners; i++) {
        int runner = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return track.apply(runner);
                }));
      }
      var results = new ArrayList<T>();
      for (Future<T> runner : running) {
        results.add(runner.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError("a runner fell", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("the race was called off", e);
    } finally {
      threads.shutdownNow();
    }
  }
}

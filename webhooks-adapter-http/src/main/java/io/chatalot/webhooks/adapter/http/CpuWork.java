package io.chatalot.webhooks.adapter.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Computations of more than a few milliseconds, such as Argon2, on platform threads of their own:
 * one fewer than there are processors, and at least one. A request's thread that computes holds up
 * others: there are as many carriers of virtual threads as processors, and nothing takes a virtual
 * thread off its carrier while it computes.
 *
 * <p>Each kind of work has a {@link Lane}. Lanes with work take turns, so that a long queue in one
 * does not hold up another. Safe for use by many threads.
 */
public final class CpuWork {
  private static final int IDLE_SECONDS = 30;
  private static final CpuWork SHARED =
      new CpuWork(threadsFor(Runtime.getRuntime().availableProcessors()));

  private final Deque<Lane> turns = new ArrayDeque<>();
  private final ThreadPoolExecutor threads;
  private final int count;

  CpuWork(int count) {
    this.count = count;
    threads =
        new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named());
    threads.allowCoreThreadTimeOut(true);
  }

  /** All of this process, since it shares its processors. */
  public static CpuWork shared() {
    return SHARED;
  }

  static int threadsFor(int processors) {
    return Math.max(1, processors - 1);
  }

  /** How many computations run at once. */
  public int threads() {
    return count;
  }

  /**
   * A queue for one kind of work.
   *
   * @param most how many may wait in it; one more is refused
   */
  public Lane lane(int most) {
    return new Lane(most);
  }

  private static ThreadFactory named() {
    var number = new AtomicInteger();
    return task -> new Worker(task, "cpu-work-" + number.incrementAndGet());
  }

  /** One task of the lane whose turn it is; there are as many calls as tasks. */
  private void next() {
    Runnable task;
    synchronized (turns) {
      Lane lane = turns.remove();
      task = lane.tasks.remove();
      if (!lane.tasks.isEmpty()) {
        turns.add(lane);
      }
    }
    task.run();
  }

  /** Work that may fail in its own way. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** The queue of one kind of work, first come, first served. Safe for use by many threads. */
  public final class Lane {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final int most;

    private Lane(int most) {
      this.most = most;
    }

    /** How many wait. */
    public int waiting() {
      synchronized (turns) {
        return tasks.size();
      }
    }

    /**
     * Has it computed, and waits for the result. Work that is part of other work is done at once.
     *
     * @return what the work returns
     * @throws RejectedExecutionException if too many wait already; then nothing is done
     * @throws E if the work does
     */
    @SuppressWarnings("unchecked")
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
      if (Thread.currentThread() instanceof Worker) {
        return work.run();
      }
      try {
        return submit(work).join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof Error error) {
          throw error;
        }
        // The work throws nothing else that is checked.
        throw (E) failed.getCause();
      }
    }

    /**
     * Has it computed.
     *
     * @return completes, on a thread for computations, as the work ends
     * @throws RejectedExecutionException if too many wait already; then nothing is done
     */
    public <T> CompletableFuture<T> submit(Work<T, ?> work) {
      var result = new CompletableFuture<T>();
      synchronized (turns) {
        if (tasks.size() >= most) {
          throw new RejectedExecutionException("Too much such work waits");
        }
        if (tasks.isEmpty()) {
          turns.add(this);
        }
        tasks.add(() -> complete(result, work));
      }
      threads.execute(CpuWork.this::next);
      return result;
    }

    private static <T> void complete(CompletableFuture<T> result, Work<T, ?> work) {
      try {
        result.complete(work.run());
      } catch (Throwable failed) {
        result.completeExceptionally(failed);
      }
    }
  }

  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }
}

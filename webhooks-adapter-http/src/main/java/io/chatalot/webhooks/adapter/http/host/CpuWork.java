package io.chatalot.webhooks.adapter.http.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs computations of more than a few milliseconds, such as Argon2, on platform threads of its
 * own: one fewer than processors, and at least one. On a request's thread they would hold up other
 * requests: virtual threads have as many carriers as there are processors, and a computing virtual
 * thread is never preempted.
 *
 * <p>Each kind of work has a queue, its {@link Lane}. Lanes take turns, so a long queue does not
 * hold up another lane; in a lane networks and their clients take turns. Safe for use by many
 * threads.
 */
public final class CpuWork {
  private static final int IDLE_SECONDS = 30;
  private static final CpuWork SHARED =
      new CpuWork(threadsFor(Runtime.getRuntime().availableProcessors()));

  private final Deque<Lane> turns = new ArrayDeque<>();
  private final ThreadPoolExecutor threads;
  private final int count;

  public CpuWork(int count) {
    this.count = count;
    threads =
        new ThreadPoolExecutor(
            count, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named());
    threads.allowCoreThreadTimeOut(true);
  }

  /** The instance of this process, shared like its processors. */
  public static CpuWork shared() {
    return SHARED;
  }

  static int threadsFor(int processors) {
    return Math.max(1, processors - 1);
  }

  /** The number of computations that run at once. */
  public int threads() {
    return count;
  }

  /**
   * Creates a queue for one kind of work.
   *
   * @param most the most tasks that may wait in the queue, at least 1
   */
  public Lane lane(int most) {
    return new Lane(most);
  }

  private static ThreadFactory named() {
    var number = new AtomicInteger();
    return task -> new Worker(task, "cpu-work-" + number.incrementAndGet());
  }

  /** Runs one task of the lane whose turn it is. Called once for each task. */
  private void next() {
    Task<?> task;
    synchronized (turns) {
      Lane lane = turns.remove();
      task = lane.tasks.poll().orElseThrow();
      if (lane.tasks.size() > 0) {
        turns.add(lane);
      }
    }
    task.run();
  }

  /** A computation that may throw a checked exception. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T run() throws E;
  }

  /** The queue of one kind of work, a {@link FairQueue}. Safe for use by many threads. */
  public final class Lane {
    private static final String NOBODY = "";

    private final FairQueue<Task<?>> tasks;

    private Lane(int most) {
      tasks = new FairQueue<>(most);
    }

    /** The number of tasks that wait. */
    public int waiting() {
      synchronized (turns) {
        return tasks.size();
      }
    }

    /** As {@link #call(String, String, Work)}, with all such calls counted as one client. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
      return call(NOBODY, NOBODY, work);
    }

    /**
     * Runs the work on a thread for computations, and waits for its result. Work that starts inside
     * of other work runs at once, on the same thread.
     *
     * @param network the client's network; places and turns are shared among networks, and in each
     *     among clients
     * @return what the work returns
     * @throws RejectedExecutionException if the queue is full, or the place goes to a client with
     *     fewer tasks; then the work never starts
     * @throws E if the work throws it
     */
    @SuppressWarnings("unchecked")
    public <T, E extends Exception> T call(String network, String client, Work<T, E> work)
        throws E {
      if (Thread.currentThread() instanceof Worker) {
        return work.run();
      }
      try {
        return submit(network, client, work).join();
      } catch (CompletionException failed) {
        if (failed.getCause() instanceof Error error) {
          throw error;
        }
        // E is the only checked exception that the work can throw.
        throw (E) failed.getCause();
      }
    }

    /** As {@link #submit(String, String, Work)}, with all such calls counted as one client. */
    public <T> CompletableFuture<T> submit(Work<T, ?> work) {
      return submit(NOBODY, NOBODY, work);
    }

    /**
     * Runs the work on a thread for computations.
     *
     * @return completes on a thread for computations with the work's result or exception; with a
     *     {@link RejectedExecutionException} if the queue is full or the place goes to another
     *     client
     */
    public <T> CompletableFuture<T> submit(String network, String client, Work<T, ?> work) {
      var task = new Task<T>(work, new CompletableFuture<>());
      Optional<Task<?>> dropped;
      synchronized (turns) {
        if (tasks.size() == 0) {
          turns.add(this);
        }
        dropped = tasks.offer(network, client, task);
      }
      dropped.ifPresentOrElse(Task::drop, () -> threads.execute(CpuWork.this::next));
      return task.result();
    }
  }

  private record Task<T>(Work<T, ?> work, CompletableFuture<T> result) {
    void run() {
      try {
        result.complete(work.run());
      } catch (Throwable failed) {
        result.completeExceptionally(failed);
      }
    }

    void drop() {
      result.completeExceptionally(new RejectedExecutionException("The queue is full"));
    }
  }

  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }
}

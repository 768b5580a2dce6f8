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
 * Computations of more than a few milliseconds, such as Argon2, on platform threads of their own:
 * one fewer than there are processors, and at least one. A request's thread that computes holds up
 * others: there are as many carriers of virtual threads as processors, and nothing takes a virtual
 * thread off its carrier while it computes.
 *
 * <p>Each kind of work has a {@link Lane}. Lanes with work take turns, so that a long queue in one
 * does not hold up another, and in a lane clients do. Safe for use by many threads.
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
   * @param most how many may wait in it, at least 1
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

  /** Work that may fail in its own way. */
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

    /** How many wait. */
    public int waiting() {
      synchronized (turns) {
        return tasks.size();
      }
    }

    /** As {@link #call(String, String, Work)}; all such calls together are one client. */
    public <T, E extends Exception> T call(Work<T, E> work) throws E {
      return call(NOBODY, NOBODY, work);
    }

    /**
     * Has it computed, and waits for the result. Work that is part of other work is done at once.
     *
     * @param network the client's; networks share the places and the turns, and so do their clients
     * @return what the work returns
     * @throws RejectedExecutionException if too many wait, or others have a better right to the
     *     place; then nothing is done
     * @throws E if the work does
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
        // The work throws nothing else that is checked.
        throw (E) failed.getCause();
      }
    }

    /** As {@link #submit(String, String, Work)}; all such calls together are one client. */
    public <T> CompletableFuture<T> submit(Work<T, ?> work) {
      return submit(NOBODY, NOBODY, work);
    }

    /**
     * Has it computed.
     *
     * @return completes, on a thread for computations, as the work ends; or with a {@link
     *     RejectedExecutionException} if it finds no place, or loses it to another client
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
      result.completeExceptionally(new RejectedExecutionException("Too much such work waits"));
    }
  }

  private static final class Worker extends Thread {
    Worker(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }
}

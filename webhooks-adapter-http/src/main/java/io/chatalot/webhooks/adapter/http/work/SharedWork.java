package io.chatalot.webhooks.adapter.http.work;

import io.chatalot.webhooks.adapter.http.host.CpuWork;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A computation that concurrent callers share: all who call before it begins get its result. {@link
 * CpuWork} bounds how many computations run at once. Safe for use by many threads.
 */
public final class SharedWork<T> {
  private final CpuWork.Lane lane;
  private final Supplier<T> work;
  private CompletableFuture<T> next;

  public SharedWork(Supplier<T> work) {
    this(CpuWork.shared(), work);
  }

  public SharedWork(CpuWork threads, Supplier<T> work) {
    this.lane = threads.lane(1);
    this.work = work;
  }

  /** Waits for a computation that begins after this call, and returns its result. */
  public T get() {
    try {
      return next().join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw failed;
    }
  }

  private synchronized CompletableFuture<T> next() {
    if (next == null) {
      next =
          lane.submit(
              () -> {
                begin();
                return work.get();
              });
    }
    return next;
  }

  private synchronized void begin() {
    next = null;
  }
}

package io.chatalot.webhooks.adapter.http.work;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads that need not be ended: none is left when there is no work. */
public final class DaemonThreads {
  private static final int IDLE_SECONDS = 10;

  private DaemonThreads() {}

  /** Creates an executor of so many threads at the most, with an unbounded queue. */
  public static Executor create(int count, String name) {
    var threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              var thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}

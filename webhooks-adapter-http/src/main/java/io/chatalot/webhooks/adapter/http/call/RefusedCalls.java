package io.chatalot.webhooks.adapter.http.call;

import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.application.driving.call.SettleRefusals;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Queues refused and answered calls, and counts them in the background, many by one look-up. A call
 * is dropped if the queue is full or the store is away. The single thread starts with a refusal and
 * ends after a while without refusals. Safe for use by many threads.
 */
public final class RefusedCalls implements AutoCloseable {
  static final int CAPACITY = 2_048;

  private static final String TASK = "refused_calls";
  private static final int BATCH = 512;

  /** Lets a batch gather, and keeps the thread from competing with the answer. */
  private static final Duration LINGER = Duration.ofMillis(50);

  private static final Duration IDLE = Duration.ofSeconds(10);
  private static final Duration LAST_WAIT = Duration.ofSeconds(1);

  private final SettleRefusals settling;
  private final BlockingQueue<RefusedCall> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicBoolean awaited = new AtomicBoolean();
  private final AtomicLong dropped = new AtomicLong();
  private final Background background;
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, RefusedCalls::thread);

  public RefusedCalls(SettleRefusals settling, Background background) {
    this(settling, background, IDLE);
  }

  /**
   * @param idle how long the thread waits for work before it ends
   */
  public RefusedCalls(SettleRefusals settling, Background background, Duration idle) {
    this.background = background;
    background.begins(TASK);
    this.settling = settling;
    executor.setKeepAliveTime(idle.toMillis(), TimeUnit.MILLISECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "webhooks-refusals");
    thread.setDaemon(true);
    return thread;
  }

  /** Takes a call. Neither blocks nor throws. */
  public void add(RefusedCall call) {
    if (executor.isShutdown() || !queue.offer(call)) {
      dropped.incrementAndGet();
      return;
    }
    if (awaited.compareAndSet(false, true)) {
      try {
        executor.schedule(
            background.guarded(TASK, this::settleAll), LINGER.toMillis(), TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException atTheEnd) {
        awaited.set(false);
      } catch (Throwable e) {
        // No thread could be started, for example: the next call tries again, and close counts.
        awaited.set(false);
        background.failed(TASK, e);
      }
    }
  }

  /** How many calls were dropped. */
  public long dropped() {
    return dropped.get();
  }

  private void settleAll() {
    awaited.set(false);
    var batch = new ArrayList<RefusedCall>();
    while (queue.drainTo(batch, BATCH) > 0) {
      settle(batch);
      batch.clear();
    }
  }

  private void settle(List<RefusedCall> batch) {
    try {
      settling.settle(List.copyOf(batch));
    } catch (Throwable e) {
      dropped.addAndGet(batch.size());
      boolean isAway = e instanceof WebhookException away && away.reason() == Reason.UNAVAILABLE;
      if (!isAway) {
        background.failed(TASK, e);
      }
    }
  }

  /** Counts the queued calls, for a second at most, and drops later calls. */
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(LAST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
    var rest = new ArrayList<RefusedCall>();
    queue.drainTo(rest);
    dropped.addAndGet(rest.size());
  }
}

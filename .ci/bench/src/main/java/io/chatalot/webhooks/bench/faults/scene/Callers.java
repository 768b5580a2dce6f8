package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Callers that send one message after the other until they are closed. Half of them send with a
 * key, and repeat each message until it is answered with 200, to one node after the other.
 */
public final class Callers implements AutoCloseable {
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Attempts attempts;
  private final Ledger ledger;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopping;
  private volatile long giveUpAt = Long.MAX_VALUE;

  /**
   * @param nodes the URLs of the nodes
   * @param paths the paths of the webhooks
   * @param each number of callers of each kind for each node
   */
  Callers(Ledger ledger, List<String> nodes, List<String> paths, int each) {
    this.ledger = ledger;
    attempts = new Attempts(ledger, nodes, paths);
    for (int node = 0; node < nodes.size(); node++) {
      for (int i = 0; i < each; i++) {
        int first = node;
        String name = "caller-" + NUMBER.incrementAndGet() + "-";
        threads.add(new Thread(() -> callOnce(first, name + "plain-"), name));
        threads.add(new Thread(() -> callUntilServed(first, name + "keyed-"), name));
      }
    }
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
  }

  private void callOnce(int node, String name) {
    for (int i = 0; !stopping; i++) {
      var call = new Call(name + i, false);
      ledger.begin(call);
      if (!attempts.isServed(call, node, i)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void callUntilServed(int node, String name) {
    for (int i = 0; !stopping; i++) {
      var call = new Call(name + i, true);
      ledger.begin(call);
      for (int attempt = 0; !attempts.isServed(call, node + attempt, i); attempt++) {
        if (System.nanoTime() - giveUpAt > 0) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Waits for {@code more} answers of 200; returns the time that took. */
  public Duration awaitServed(int more) {
    return ledger.awaitServed(more);
  }

  /** Lets each caller finish its last call. */
  @Override
  public void close() {
    giveUpAt = System.nanoTime() + Attempts.ANSWER_WITHIN.toNanos();
    stopping = true;
    try {
      for (Thread thread : threads) {
        thread.join(2 * Attempts.ANSWER_WITHIN.toMillis());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }
}

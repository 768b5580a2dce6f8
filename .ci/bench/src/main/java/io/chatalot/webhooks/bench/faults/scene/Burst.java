package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many calls at once into one channel, by turns over the nodes. Half of them have a key, and are
 * repeated until they are answered with 200.
 */
public final class Burst {
  /** The number of calls of a burst. */
  public static final int CALLS = 1_000;

  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Ledger ledger;
  private final Attempts attempts;

  Burst(Ledger ledger, Attempts attempts) {
    this.ledger = ledger;
    this.attempts = attempts;
  }

  /**
   * Sends all calls. The future ends when each call has had its last answer.
   *
   * @param width the number of callers, which bounds the size of batches
   */
  public CompletableFuture<Void> send(int width) {
    String name = "burst-" + NUMBER.incrementAndGet() + "-";
    ExecutorService callers = Executors.newFixedThreadPool(width);
    var sent = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < CALLS; i++) {
      int number = i;
      // Nodes alternate with every call, keys with every second one, so each node gets both.
      var call = new Call(name + i, i / 2 % 2 == 0);
      sent.add(CompletableFuture.runAsync(() -> send(call, number), callers));
    }
    callers.shutdown();
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
  }

  private void send(Call call, int node) {
    long giveUpAt = System.nanoTime() + Attempts.ANSWER_WITHIN.toNanos();
    ledger.begin(call);
    for (int attempt = 0; !attempts.isServed(call, node + attempt, 0) && call.keyed(); attempt++) {
      if (System.nanoTime() - giveUpAt > 0) {
        throw new BenchException("A call of a burst was never served");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}

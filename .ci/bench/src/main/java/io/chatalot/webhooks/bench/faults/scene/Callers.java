package io.chatalot.webhooks.bench.faults.scene;

import io.chatalot.webhooks.bench.stage.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final Ledger ledger;
  private final List<String> nodes;
  private final List<String> paths;
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
    this.nodes = nodes;
    this.paths = paths;
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
      if (!isServed(call, node, i)) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void callUntilServed(int node, String name) {
    for (int i = 0; !stopping; i++) {
      var call = new Call(name + i, true);
      ledger.begin(call);
      for (int attempt = 0; !isServed(call, node + attempt, i); attempt++) {
        if (System.nanoTime() - giveUpAt > 0) {
          return;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Sends each attempt to the same webhook, since a key belongs to its webhook. */
  private boolean isServed(Call call, int node, int webhook) {
    String url = nodes.get(node % nodes.size()) + paths.get(webhook % paths.size());
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(ANSWER_WITHIN)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call.body()));
    if (call.keyed()) {
      request.header("Idempotency-Key", call.content());
    }
    try {
      long start = System.nanoTime();
      HttpResponse<Void> answer = http.send(request.build(), BodyHandlers.discarding());
      boolean retryAfter = answer.headers().firstValue("Retry-After").isPresent();
      ledger.answered(call, answer.statusCode(), retryAfter, System.nanoTime() - start);
      return answer.statusCode() == 200;
    } catch (IOException cut) {
      ledger.cutOff();
      return false;
    } catch (InterruptedException stop) {
      throw new BenchException("It was interrupted", stop);
    }
  }

  /** Waits for {@code more} answers of 200; returns the time that took. */
  public Duration awaitServed(int more) {
    return ledger.awaitServed(more);
  }

  /** Lets each caller finish its last call. */
  @Override
  public void close() {
    giveUpAt = System.nanoTime() + ANSWER_WITHIN.toNanos();
    stopping = true;
    try {
      for (Thread thread : threads) {
        thread.join(2 * ANSWER_WITHIN.toMillis());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new BenchException("It was interrupted", stop);
    }
  }
}

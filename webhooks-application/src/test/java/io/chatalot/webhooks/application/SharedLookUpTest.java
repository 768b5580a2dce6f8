package io.chatalot.webhooks.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SharedLookUpTest {
  private static final int CALLERS = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger lookUps = new AtomicInteger();
  private final BlockingQueue<CompletableFuture<String>> begun = new LinkedBlockingQueue<>();
  private final SharedLookUp<String, String> shared = new SharedLookUp<>(this::lookUp);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** Reports to the test that it has begun, and ends with the result that the test gives. */
  private String lookUp(String key) {
    lookUps.incrementAndGet();
    var answer = new CompletableFuture<String>();
    begun.add(answer);
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw (RuntimeException) e.getCause();
    }
  }

  @Test
  void allWhoAskWhileALookUpIsUnderWayShareTheNextOne() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> shared.get("a"), threads);
    CompletableFuture<String> running = begun.take();
    List<CompletableFuture<String>> others = ask(CALLERS, () -> shared.get("a"));

    running.complete("old");
    begun.take().complete("new");

    assertThat(first.get()).isEqualTo("old");
    for (CompletableFuture<String> other : others) {
      assertThat(other.get()).isEqualTo("new");
    }
    assertThat(lookUps).hasValue(2);
    assertThat(shared.underWay()).isZero();
  }

  @Test
  void aCallerNeverGetsWhatALookUpFoundThatBeganBeforeItAsked() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> shared.get("a"), threads);
    CompletableFuture<String> running = begun.take();
    var second = ask(1, () -> shared.get("a")).get(0);

    running.complete("old");

    assertThat(first.get()).isEqualTo("old");
    CompletableFuture<String> later = begun.take();
    assertThat(second).isNotDone();
    later.complete("new");
    assertThat(second.get()).isEqualTo("new");
  }

  @Test
  void otherKeysDoNotWait() throws Exception {
    ask(1, () -> shared.get("a"));
    begun.take();
    var other = ask(1, () -> shared.get("b")).get(0);

    begun.take().complete("found");

    assertThat(other.get()).isEqualTo("found");
  }

  @Test
  void aLookUpThatFailsFailsThoseWhoWaitForTheNextOneToo() throws Exception {
    var away = new IllegalStateException("away");
    var first = CompletableFuture.supplyAsync(() -> shared.get("a"), threads);
    CompletableFuture<String> running = begun.take();
    List<CompletableFuture<String>> others = ask(CALLERS, () -> shared.get("a"));

    running.completeExceptionally(away);

    assertThatThrownBy(first::get).hasCause(away);
    for (CompletableFuture<String> other : others) {
      assertThatThrownBy(other::get).hasCause(away);
    }
    assertThat(lookUps).hasValue(1);
    assertThat(shared.underWay()).isZero();
  }

  @Test
  void afterAFailureTheNextCallerLooksForItself() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> shared.get("a"), threads);
    begun.take().completeExceptionally(new IllegalStateException("away"));
    assertThatThrownBy(first::get).hasMessageContaining("away");

    var second = CompletableFuture.supplyAsync(() -> shared.get("a"), threads);
    begun.take().complete("found");

    assertThat(second.get()).isEqualTo("found");
  }

  /** Returns when each caller waits inside its call. */
  private List<CompletableFuture<String>> ask(int callers, Supplier<String> call)
      throws InterruptedException {
    var asked = new ArrayList<CompletableFuture<String>>();
    var running = new ArrayList<Thread>();
    var started = new CountDownLatch(callers);
    for (int i = 0; i < callers; i++) {
      var answer = new CompletableFuture<String>();
      var thread =
          new Thread(
              () -> {
                started.countDown();
                try {
                  answer.complete(call.get());
                } catch (RuntimeException e) {
                  answer.completeExceptionally(e);
                }
              });
      thread.setDaemon(true);
      thread.start();
      running.add(thread);
      asked.add(answer);
    }
    assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
    for (Thread thread : running) {
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }
    return asked;
  }
}

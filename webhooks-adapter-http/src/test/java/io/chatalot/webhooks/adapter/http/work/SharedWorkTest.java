package io.chatalot.webhooks.adapter.http.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.host.CpuWork;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(50);
  private final AtomicInteger computed = new AtomicInteger();

  @Test
  void concurrentCallersShareTheNextResultAndNeverAnEarlierOne() throws Exception {
    var shared = new SharedWork<>(new CpuWork(2), this::compute);
    var first = CompletableFuture.supplyAsync(shared::get);
    begun.await();
    var others = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < 50; i++) {
      others.add(
          CompletableFuture.supplyAsync(() -> ask(shared), task -> new Thread(task).start()));
    }
    asked.await();
    gate.countDown();
    assertThat(first.join()).isEqualTo(1);
    assertThat(others).allMatch(other -> other.join() > 1);
    assertThat(computed).hasValueLessThan(50);
    int before = computed.get();
    assertThat(shared.get()).isEqualTo(before + 1);
  }

  @Test
  void aFailureReachesAllItsCallersAndTheNextCallTriesAgain() {
    var shared =
        new SharedWork<>(
            new CpuWork(1),
            () -> {
              if (computed.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
              }
              return "good";
            });
    assertThatThrownBy(shared::get).isInstanceOf(IllegalStateException.class).hasMessage("once");
    assertThat(shared.get()).isEqualTo("good");
  }

  private int ask(SharedWork<Integer> shared) {
    asked.countDown();
    return shared.get();
  }

  private int compute() {
    int number = computed.incrementAndGet();
    begun.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return number;
  }
}

package io.chatalot.webhooks.adapter.http.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.http.work.LogOnlyBackground;
import io.chatalot.webhooks.application.driving.call.Credentials;
import io.chatalot.webhooks.application.driving.call.RefusedCall;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Refusal;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RefusedCallsTest {
  private static final RefusedCall CALL =
      new RefusedCall(
          Credentials.of("malformed", "::1"),
          false,
          Optional.empty(),
          new Refusal(Instant.EPOCH, "/", 422, "code", "", "::1", "", OptionalLong.empty()));

  private final BlockingQueue<List<RefusedCall>> settled = new LinkedBlockingQueue<>();

  @Test
  void callsAreSettledInTheirOrderManyAtOnce() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var calls = blocked(begun, goOn)) {
      calls.add(CALL);
      begun.await();
      for (int i = 0; i < 100; i++) {
        calls.add(CALL);
      }
      goOn.countDown();

      assertThat(settled.take()).hasSize(1);
      assertThat(settled.take()).hasSize(100);
      assertThat(calls.dropped()).isZero();
    }
  }

  @Test
  void aFullQueueDropsAndCountsAndNobodyWaits() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    try (var calls = blocked(begun, goOn)) {
      calls.add(CALL);
      begun.await();
      for (int i = 0; i < RefusedCalls.CAPACITY + 3; i++) {
        calls.add(CALL);
      }

      assertThat(calls.dropped()).isEqualTo(3);
      goOn.countDown();
    }
    assertThat(settled.stream().mapToInt(List::size).sum()).isEqualTo(RefusedCalls.CAPACITY + 1);
  }

  @Test
  void anAbsentStoreDropsAndCountsAndTheNextOnesAreSettled() throws Exception {
    failsOnce(new WebhookException(Reason.UNAVAILABLE, "away"));
  }

  @Test
  void aThrowableDropsAndCountsItsBatchAndTheNextBatchIsSettled() throws Exception {
    failsOnce(new IllegalStateException("on purpose"));
    failsOnce(new StackOverflowError("on purpose"));
  }

  private void failsOnce(Throwable thrown) throws InterruptedException {
    var failed = new CountDownLatch(1);
    try (var calls =
        new RefusedCalls(
            batch -> {
              if (failed.getCount() > 0) {
                failed.countDown();
                RefusedCallsTest.<RuntimeException>sneak(thrown);
              }
              settled.add(batch);
            },
            LogOnlyBackground.create())) {
      calls.add(CALL);
      failed.await();
      calls.add(CALL);

      assertThat(settled.take()).hasSize(1);
      assertThat(calls.dropped()).isEqualTo(1);
    }
  }

  @Test
  void aCloseSettlesWhatIsThereAndDropsWhatComesLater() {
    var calls = new RefusedCalls(settled::add, LogOnlyBackground.create());
    calls.add(CALL);
    calls.add(CALL);

    calls.close();
    calls.add(CALL);

    assertThat(settled.stream().mapToInt(List::size).sum()).isEqualTo(2);
    assertThat(calls.dropped()).isEqualTo(1);
  }

  @Test
  void aCloseDoesNotWaitForAStoreThatHangs() throws Exception {
    var begun = new CountDownLatch(1);
    var calls = blocked(begun, new CountDownLatch(1));
    calls.add(CALL);
    begun.await();
    calls.add(CALL);

    long began = System.nanoTime();
    calls.close();

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    assertThat(calls.dropped()).isPositive();
  }

  @Test
  void theThreadEndsWhenNothingIsRefusedAnyMoreAndComesBack() throws Exception {
    var threads = new LinkedBlockingQueue<Thread>();
    var calls =
        new RefusedCalls(
            batch -> threads.add(Thread.currentThread()),
            LogOnlyBackground.create(),
            Duration.ofMillis(1));
    calls.add(CALL);
    Thread first = threads.take();
    first.join();

    calls.add(CALL);

    assertThat(first.isDaemon()).isTrue();
    assertThat(threads.take()).isNotSameAs(first);
    calls.close();
  }

  private RefusedCalls blocked(CountDownLatch begun, CountDownLatch goOn) {
    return new RefusedCalls(
        batch -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          settled.add(batch);
        },
        LogOnlyBackground.create());
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }
}

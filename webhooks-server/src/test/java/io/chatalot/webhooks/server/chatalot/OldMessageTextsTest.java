package io.chatalot.webhooks.server.chatalot;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import io.chatalot.webhooks.server.Backgrounds;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OldMessageTextsTest {
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger rounds = new AtomicInteger();

  @Test
  void workThatIsPutOffIsDoneLaterAndOnce() throws Exception {
    var texts =
        new OldMessageTexts(this::work, told::add, Backgrounds.silent(), Duration.ofMillis(10));
    Await.until("it is done", () -> told.contains("done"));
    Thread.sleep(100);
    texts.close();

    assertThat(told).containsExactly("Put off: away", "Put off: away", "done");
    assertThat(rounds).hasValue(3);
  }

  @Test
  void theStartDoesNotWaitAndTheEndInterrupts() throws Exception {
    var begun = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    var texts =
        new OldMessageTexts(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return List.of();
            },
            told::add,
            Backgrounds.silent(),
            Duration.ofMillis(10));
    begun.await();
    texts.close();
    interrupted.await();
  }

  private List<String> work() {
    if (rounds.incrementAndGet() < 3) {
      throw new WebhookException(Reason.UNAVAILABLE, "away");
    }
    return List.of("done");
  }
}

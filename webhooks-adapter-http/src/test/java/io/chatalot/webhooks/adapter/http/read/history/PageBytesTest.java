package io.chatalot.webhooks.adapter.http.read.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.WebhookId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PageBytesTest {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  @Test
  void aPageIsClosedAfterTheMessageThatIsBeingMade() throws Exception {
    var page = new PageBytes(List.of(message(), message()), true);
    var made = new CompletableFuture<Integer>();
    new Thread(() -> made.completeAsync(page::next, Runnable::run)).start();
    begun.await();
    var closed = new CompletableFuture<Void>();
    var closer = new Thread(() -> closed.completeAsync(() -> closeNow(page), Runnable::run));
    closer.start();
    while (closer.getState() != Thread.State.BLOCKED && !closed.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(closed).isNotDone();
    goOn.countDown();

    assertThat(made.get()).isPositive();
    closed.get();
    assertThat(page.next()).isZero();
    assertThat(page.isDone()).isTrue();
  }

  private static Void closeNow(PageBytes page) {
    page.close();
    return null;
  }

  private RenderedMessage message() {
    return new RenderedMessage(
        new Message(
            new MessageId(new UUID(0, 0)),
            new ChannelId(new UUID(0, 1)),
            new WebhookId(new UUID(0, 2)),
            new DisplayName("CI"),
            Optional.empty(),
            new MessageContent("hello"),
            Instant.EPOCH,
            Optional.empty()),
        content -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
          return "<p>hello</p>";
        });
  }
}

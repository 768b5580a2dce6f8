package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.SlowSink;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ClosableQueueTest {
  /** A batch holds its rows until it is committed, and all its callers wait for each other. */
  private static final int MOST = 500;

  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void itTakesAsManyAsItHasRoomForAndRefusesTheNext() {
    var intake = new ClosableQueue<String>(2);
    intake.add("a");
    intake.add("b");

    assertThatThrownBy(() -> intake.add("c")).isInstanceOf(WebhookException.class);
    assertThat(intake.size()).isEqualTo(2);
    intake.remove("a");
    intake.add("d");
    assertThat(intake.takeAll()).containsExactly("b", "d");
  }

  @Test
  void itGivesNoMoreThanIsAskedForCountingWhatIsThereAlready() {
    var intake = new ClosableQueue<String>(10);
    List.of("a", "b", "c", "d").forEach(intake::add);
    var next = new ArrayList<>(List.of("left"));

    assertThat(intake.fill(next, 3)).isTrue();
    assertThat(next).containsExactly("left", "a", "b");
    assertThat(intake.size()).isEqualTo(2);
  }

  @Test
  void whatIsThereWhenItIsClosedCanBeTakenAndNothingGetsInLater() {
    var intake = new ClosableQueue<String>(10);
    intake.add("a");
    intake.close();

    assertThatThrownBy(() -> intake.add("late")).isInstanceOf(WebhookException.class);
    var next = new ArrayList<String>();
    assertThat(intake.fill(next, 5)).isTrue();
    assertThat(next).containsExactly("a");
    next.clear();
    assertThat(intake.fill(next, 5)).isFalse();
  }

  @Test
  void aBatchHasNoMoreMessagesThanItsBound() throws Exception {
    Webhook webhook = Samples.webhook(Samples.channel());
    var sink = new SlowSink();
    ExecutorService callers = Executors.newCachedThreadPool();
    int waiting = MOST + 10;
    try (var group = new GroupCommit(waiting, LONG, LONG, LoggedBackground.create(), sink)) {
      var calls = new ArrayList<Future<Appended>>();
      calls.add(callers.submit(() -> group.append(Samples.plain(webhook, "first"))));
      sink.begun.acquireUninterruptibly();
      for (int i = 0; i < waiting; i++) {
        calls.add(callers.submit(() -> group.append(Samples.plain(webhook, "next"))));
      }
      Await.until("they wait", () -> group.queueLength() == waiting);
      sink.letAllThrough();
      for (Future<Appended> call : calls) {
        Await.result(call);
      }
      assertThat(sink.batches).extracting(List::size).containsExactly(1, MOST, 10);
    } finally {
      callers.shutdown();
    }
  }
}

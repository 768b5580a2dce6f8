package io.chatalot.webhooks.adapter.jdbc.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.jdbc.Await;
import io.chatalot.webhooks.adapter.jdbc.SlowSink;
import io.chatalot.webhooks.adapter.jdbc.database.LoggedBackground;
import io.chatalot.webhooks.application.contract.Samples;
import io.chatalot.webhooks.application.driven.Appended;
import io.chatalot.webhooks.application.driven.Appended.Outcome;
import io.chatalot.webhooks.application.driven.NewMessage;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls that repeat a key before its first use is answered. */
class RepeatedKeysTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final int CAPACITY = 4;

  private final Webhook webhook = Samples.webhook(Samples.channel());
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final SlowSink sink = new SlowSink();
  private final GroupCommit group =
      new GroupCommit(CAPACITY, LONG, LONG, LoggedBackground.create(), sink);

  @AfterEach
  void end() {
    sink.letAllThrough();
    group.close();
    callers.shutdown();
  }

  private Future<Appended> call(NewMessage message) {
    return callers.submit(() -> group.append(message));
  }

  private Future<Appended> begun(NewMessage message) {
    Future<Appended> first = call(message);
    sink.begun.acquireUninterruptibly();
    return first;
  }

  private Future<Appended> queued(NewMessage message) {
    int before = group.queueLength();
    Future<Appended> call = call(message);
    Await.until("it waits", () -> group.queueLength() == before + 1);
    return call;
  }

  private Future<Appended> repeated(NewMessage message) {
    int before = group.repeats();
    Future<Appended> call = call(message);
    Await.until("it waits for the first", () -> group.repeats() == before + 1);
    return call;
  }

  private NewMessage once(String content) {
    return Samples.once(webhook, "key", content);
  }

  private static Outcome outcome(Future<Appended> call) throws InterruptedException {
    return Await.result(call).outcome();
  }

  @Test
  void repeatsTakeNoPlaceInTheQueueAndRunNoStatement() throws InterruptedException {
    Future<Appended> first = begun(once("text"));
    var repeats = new ArrayList<Future<Appended>>();
    for (int i = 0; i < CAPACITY; i++) {
      repeats.add(repeated(once("text")));
    }
    assertThat(group.queueLength()).isZero();
    Future<Appended> other = queued(Samples.plain(webhook, "other"));
    sink.letAllThrough();

    Appended stored = Await.result(first);
    assertThat(stored.outcome()).isEqualTo(Outcome.STORED);
    for (Future<Appended> repeat : repeats) {
      assertThat(Await.result(repeat)).isEqualTo(new Appended(Outcome.REPLAYED, stored.message()));
    }
    assertThat(outcome(other)).isEqualTo(Outcome.STORED);
    assertThat(sink.batches).containsExactly(List.of("text"), List.of("other"));
    assertThat(group.repeats()).isZero();
  }

  @Test
  void soDoRepeatsOfACallThatStillWaits() throws InterruptedException {
    begun(Samples.plain(webhook, "before"));
    Future<Appended> first = queued(once("text"));
    Future<Appended> repeat = repeated(once("text"));
    sink.letAllThrough();

    assertThat(outcome(first)).isEqualTo(Outcome.STORED);
    assertThat(outcome(repeat)).isEqualTo(Outcome.REPLAYED);
    assertThat(sink.batches).containsExactly(List.of("before"), List.of("text"));
  }

  @Test
  void aRepeatWithAnotherCommandIsRefused() throws InterruptedException {
    begun(once("text"));
    NewMessage different = once("another text");
    Future<Appended> repeat = repeated(different);
    sink.letAllThrough();

    assertThat(Await.result(repeat)).isEqualTo(Appended.keyReused());
    assertThat(sink.batches).containsExactly(List.of("text"));
  }

  @Test
  void aCallAfterTheAnswerIsNoRepeatOfAWaitingCall() throws InterruptedException {
    sink.letAllThrough();
    Await.result(call(once("text")));
    Await.result(call(once("text")));

    assertThat(sink.batches).containsExactly(List.of("text"), List.of("text"));
  }

  @Test
  void repeatsAreBoundedToo() {
    begun(once("text"));
    for (int i = 0; i < CAPACITY; i++) {
      repeated(once("text"));
    }

    assertThatThrownBy(() -> group.append(once("text")))
        .isInstanceOf(WebhookException.class)
        .hasMessage("The queue is full; try again.");
  }

  @Test
  void aRepeatKeepsItsOwnTimeOut() throws InterruptedException {
    var slow = new SlowSink();
    try (var hasty = new GroupCommit(CAPACITY, SHORT, LONG, LoggedBackground.create(), slow)) {
      Future<Appended> first = callers.submit(() -> untilBegun(hasty, once("text")));
      slow.begun.acquireUninterruptibly();

      assertThatThrownBy(() -> hasty.append(once("text")))
          .isInstanceOf(WebhookException.class)
          .hasMessage("The database is slow; try again.");
      assertThat(first.isDone()).isFalse();
      assertThat(hasty.repeats()).isZero();
      slow.letAllThrough();
      assertThat(outcome(first)).isEqualTo(Outcome.STORED);
    }
  }

  /** Calls again if the batch of the message has not begun within the caller's patience. */
  private static Appended untilBegun(GroupCommit group, NewMessage message) {
    while (true) {
      try {
        return group.append(message);
      } catch (WebhookException notBegun) {
        assertThat(notBegun).hasMessage("The database is slow; try again.");
      }
    }
  }

  @Test
  void whereTheFirstCallGoesAwayARepeatTakesItsPlace() throws InterruptedException {
    begun(Samples.plain(webhook, "before"));
    var thread = new Thread[1];
    int before = group.queueLength();
    Future<Appended> first =
        callers.submit(
            () -> {
              thread[0] = Thread.currentThread();
              return group.append(once("text"));
            });
    Await.until("it waits", () -> group.queueLength() == before + 1);
    NewMessage again = once("text");
    Future<Appended> next = repeated(again);
    Future<Appended> last = repeated(once("text"));
    thread[0].interrupt();

    assertThatThrownBy(() -> Await.result(first)).hasMessage("The call was interrupted.");
    sink.letAllThrough();
    assertThat(Await.result(next))
        .isEqualTo(Appended.stored(again.message().storedAt(Instant.EPOCH)));
    assertThat(outcome(last)).isEqualTo(Outcome.REPLAYED);
    assertThat(sink.batches).containsExactly(List.of("before"), List.of("text"));
  }

  @Test
  void whereTheDatabaseWasAwayForTheFirstCallItWasForItsRepeats() {
    Future<Appended> first = begun(once("away"));
    Future<Appended> repeat = repeated(once("away"));
    Future<Appended> different = repeated(once("another text"));
    sink.letAllThrough();

    for (Future<Appended> call : List.of(first, repeat, different)) {
      assertThatThrownBy(() -> Await.result(call))
          .isInstanceOf(WebhookException.class)
          .hasMessage("away");
    }
    assertThat(sink.batches).containsExactly(List.of("away"));
  }

  @Test
  void aMessageThatCannotBeStoredFailsOnceForItsRepeatsAndNotForOthers()
      throws InterruptedException {
    Future<Appended> first = begun(once("bad"));
    Future<Appended> repeat = repeated(once("bad"));
    Future<Appended> different = repeated(once("good"));
    sink.letAllThrough();

    assertThatThrownBy(() -> Await.result(first)).hasMessage("bad");
    assertThatThrownBy(() -> Await.result(repeat)).hasMessage("bad");
    assertThat(outcome(different)).isEqualTo(Outcome.STORED);
    assertThat(sink.batches).containsExactly(List.of("bad"), List.of("good"));
  }

  @Test
  void aCallOfAnotherVersionOfTheWebhookIsTriedItself() throws InterruptedException {
    begun(once("text"));
    Future<Appended> changed = repeated(Samples.once(webhook.withVersionRaised(), "key", "text"));
    sink.letAllThrough();

    assertThat(outcome(changed)).isEqualTo(Outcome.STORED);
    assertThat(sink.batches).containsExactly(List.of("text"), List.of("text"));
  }
}

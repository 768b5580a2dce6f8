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
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(1);

  private final Webhook webhook = Samples.webhook(Samples.channel());
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final SlowSink sink = new SlowSink();
  private final GroupCommit group = new GroupCommit(4, LONG, LONG, LoggedBackground.create(), sink);

  @AfterEach
  void end() {
    sink.letAllThrough();
    group.close();
    callers.shutdown();
  }

  private Future<Appended> call(NewMessage message) {
    return callers.submit(() -> group.append(message));
  }

  private Future<Appended> call(String content) {
    return call(Samples.plain(webhook, content));
  }

  /** A batch is running, so new calls wait for the next batch. */
  private Future<Appended> firstBatch() {
    Future<Appended> first = call("first");
    sink.begun.acquireUninterruptibly();
    return first;
  }

  private List<Future<Appended>> queued(NewMessage... messages) {
    var calls = new ArrayList<Future<Appended>>();
    for (NewMessage message : messages) {
      calls.add(call(message));
      Await.until("it waits", () -> group.queueLength() == calls.size());
    }
    return calls;
  }

  private static void requireUnavailable(Future<Appended> call) {
    assertThatThrownBy(() -> Await.result(call))
        .isInstanceOfSatisfying(
            WebhookException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  @Test
  void aLoneMessageWaitsForNoOther() throws InterruptedException {
    sink.letAllThrough();

    assertThat(Await.result(call("alone")).outcome()).isEqualTo(Outcome.STORED);
    assertThat(sink.batches).containsExactly(List.of("alone"));
  }

  @Test
  void whatArrivesDuringACommitSharesTheNextInItsOrder() throws InterruptedException {
    Future<Appended> first = firstBatch();
    List<Future<Appended>> next = queued(Samples.plain(webhook, "a"), Samples.plain(webhook, "b"));
    sink.letAllThrough();

    assertThat(Await.result(first).message().orElseThrow().content().value()).isEqualTo("first");
    assertThat(Await.result(next.get(0)).message().orElseThrow().content().value()).isEqualTo("a");
    assertThat(Await.result(next.get(1)).message().orElseThrow().content().value()).isEqualTo("b");
    assertThat(sink.batches).containsExactly(List.of("first"), List.of("a", "b"));
  }

  @Test
  void aKeyIsOfOneWebhook() throws InterruptedException {
    firstBatch();
    Webhook neighbour = Samples.webhook(webhook.channelId());
    List<Future<Appended>> calls =
        queued(Samples.once(webhook, "key", "a"), Samples.once(neighbour, "key", "b"));
    sink.letAllThrough();

    for (Future<Appended> call : calls) {
      assertThat(Await.result(call).outcome()).isEqualTo(Outcome.STORED);
    }
    assertThat(sink.batches).containsExactly(List.of("first"), List.of("a", "b"));
  }

  @Test
  void aFullQueueRefusesTheNextMessageAtOnce() throws InterruptedException {
    firstBatch();
    List<Future<Appended>> waiting =
        queued(
            Samples.plain(webhook, "1"),
            Samples.plain(webhook, "2"),
            Samples.plain(webhook, "3"),
            Samples.plain(webhook, "4"));

    assertThat(group.queueCapacity()).isEqualTo(4);
    assertThatThrownBy(() -> group.append(Samples.plain(webhook, "5")))
        .isInstanceOf(WebhookException.class)
        .hasMessage("The queue is full; try again.");
    sink.letAllThrough();
    for (Future<Appended> call : waiting) {
      assertThat(Await.result(call).outcome()).isEqualTo(Outcome.STORED);
    }
  }

  @Test
  void aBadMessageFailsAlone() throws InterruptedException {
    firstBatch();
    List<Future<Appended>> calls =
        queued(
            Samples.plain(webhook, "good"),
            Samples.plain(webhook, "bad"),
            Samples.plain(webhook, "fine"));
    sink.letAllThrough();

    assertThat(Await.result(calls.get(0)).outcome()).isEqualTo(Outcome.STORED);
    assertThatThrownBy(() -> Await.result(calls.get(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bad");
    assertThat(Await.result(calls.get(2)).outcome()).isEqualTo(Outcome.STORED);
  }

  @Test
  void anOutageFailsTheWholeBatchWithoutAnotherTry() {
    firstBatch();
    List<Future<Appended>> calls =
        queued(Samples.plain(webhook, "away"), Samples.plain(webhook, "too"));
    sink.letAllThrough();

    calls.forEach(GroupCommitTest::requireUnavailable);
    assertThat(sink.batches).containsExactly(List.of("first"), List.of("away", "too"));
  }

  @Test
  void thoseWhoCameWhileABatchWaitedForAnAbsentDatabaseAreRefusedWithIt()
      throws InterruptedException {
    var absent = new SlowSink();
    try (var patient =
        new GroupCommit(4, LONG, LONG, Duration.ZERO, LoggedBackground.create(), absent)) {
      List<Future<Appended>> calls = waitingBehindAnOutage(patient, absent);

      calls.forEach(GroupCommitTest::requireUnavailable);
      assertThat(absent.batches).containsExactly(List.of("away"));
      assertThat(patient.append(Samples.plain(webhook, "back")).outcome())
          .isEqualTo(Outcome.STORED);
    }
  }

  /** By itself: a lost connection is noticed sooner, and another waited for for longer. */
  @Test
  void halfASecondTellsAnAbsentDatabaseFromALostConnection() throws Exception {
    Future<Appended> first = call("away");
    sink.begun.acquireUninterruptibly();
    List<Future<Appended>> behind = queued(Samples.plain(webhook, "behind"));
    Thread.sleep(500);
    sink.letAllThrough();

    requireUnavailable(first);
    requireUnavailable(behind.get(0));
    assertThat(sink.batches).containsExactly(List.of("away"));
  }

  @Test
  void aConnectionThatIsLostAtOnceFailsItsOwnBatchAlone() throws InterruptedException {
    var lossy = new SlowSink();
    try (var patient = new GroupCommit(4, LONG, LONG, LONG, LoggedBackground.create(), lossy)) {
      List<Future<Appended>> calls = waitingBehindAnOutage(patient, lossy);

      requireUnavailable(calls.get(0));
      assertThat(Await.result(calls.get(1)).outcome()).isEqualTo(Outcome.STORED);
      assertThat(Await.result(calls.get(2)).outcome()).isEqualTo(Outcome.STORED);
    }
  }

  /** The first is refused; the others came while it waited. */
  private List<Future<Appended>> waitingBehindAnOutage(GroupCommit into, SlowSink waiting) {
    var calls = new ArrayList<Future<Appended>>();
    calls.add(callers.submit(() -> into.append(Samples.plain(webhook, "away"))));
    waiting.begun.acquireUninterruptibly();
    for (int i = 1; i <= 2; i++) {
      int queued = i;
      calls.add(callers.submit(() -> into.append(Samples.plain(webhook, "later" + queued))));
      Await.until("it waits", () -> into.queueLength() == queued);
    }
    waiting.letAllThrough();
    return calls;
  }

  @Test
  void anOutageWhileMessagesAreTriedAloneFailsAllThatAreLeft() {
    firstBatch();
    List<Future<Appended>> calls =
        queued(
            Samples.plain(webhook, "bad"),
            Samples.plain(webhook, "away"),
            Samples.plain(webhook, "left"));
    sink.letAllThrough();

    requireUnavailable(calls.get(1));
    requireUnavailable(calls.get(2));
    assertThat(sink.batches)
        .containsExactly(
            List.of("first"), List.of("bad", "away", "left"), List.of("bad"), List.of("away"));
  }

  @Test
  void closingAnswersWhatWasTakenAndTakesNothingMore() throws InterruptedException {
    Future<Appended> first = firstBatch();
    Future<Appended> next = queued(Samples.plain(webhook, "next")).get(0);
    Future<?> closing = callers.submit(group::close);
    Await.until("it takes nothing more", this::isRefused);
    assertThat(closing.isDone()).isFalse();
    sink.letAllThrough();

    Await.result(closing);
    assertThat(Await.result(first).outcome()).isEqualTo(Outcome.STORED);
    assertThat(Await.result(next).outcome()).isEqualTo(Outcome.STORED);
  }

  @Test
  void closingGivesUpOnABatchThatHangsAndRefusesItsCallers() {
    var hanging = new SlowSink();
    var hasty = new GroupCommit(4, SHORT, SHORT, LoggedBackground.create(), hanging);
    Future<Appended> first = callers.submit(() -> hasty.append(Samples.plain(webhook, "first")));
    hanging.begun.acquireUninterruptibly();

    hasty.close();

    requireUnavailable(first);
    assertThat(hanging.batches).isEmpty();
    hanging.letAllThrough();
  }

  /** Interrupted callers take their message back, so that asking leaves nothing behind. */
  private boolean isRefused() {
    try {
      Thread.currentThread().interrupt();
      group.append(Samples.plain(webhook, "asking"));
      return false;
    } catch (WebhookException e) {
      return e.getMessage().equals("No more messages are taken; try again.");
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void aCallerWaitsOnlySoLongForItsBatchToBeginButThenToTheEnd() throws InterruptedException {
    var slow = new SlowSink();
    try (var hasty = new GroupCommit(4, SHORT, LONG, LoggedBackground.create(), slow)) {
      Future<Appended> first = callers.submit(() -> hasty.append(Samples.plain(webhook, "first")));
      slow.begun.acquireUninterruptibly();

      assertThatThrownBy(() -> hasty.append(Samples.plain(webhook, "second")))
          .isInstanceOf(WebhookException.class)
          .hasMessage("The database is slow; try again.");
      assertThat(first.isDone()).isFalse();
      slow.letAllThrough();
      assertThat(Await.result(first).outcome()).isEqualTo(Outcome.STORED);
    }
    assertThat(slow.batches).containsExactly(List.of("first"));
  }

  @Test
  void anInterruptedCallerTakesBackAMessageWhoseBatchHasNotBegun() {
    firstBatch();
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> group.append(Samples.plain(webhook, "taken back")))
        .isInstanceOf(WebhookException.class)
        .hasMessage("The call was interrupted.");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(group.queueLength()).isZero();
  }

  @Test
  void anInterruptedCallerStaysForTheAnswerOnceItsBatchHasBegun() throws InterruptedException {
    var caller = new Semaphore(0);
    var thread = new Thread[1];
    Future<Boolean> call =
        callers.submit(
            () -> {
              thread[0] = Thread.currentThread();
              caller.release();
              boolean stored =
                  group.append(Samples.plain(webhook, "text")).outcome() == Outcome.STORED;
              return stored && Thread.interrupted();
            });
    caller.acquireUninterruptibly();
    sink.begun.acquireUninterruptibly();
    thread[0].interrupt();
    sink.letAllThrough();

    assertThat(Await.result(call)).isTrue();
  }

  @Test
  void whetherItStoresIsAskedOfTheThreadThatDoes() {
    sink.letAllThrough();
    assertThat(group.isStoring(LONG)).isTrue();
    sink.away = true;
    assertThat(group.isStoring(LONG)).isFalse();
    assertThat(sink.checks.availablePermits()).isEqualTo(2);
    assertThat(sink.batches).isEmpty();
  }

  @Test
  void aCommitThatHangsDoesNotStore() {
    firstBatch();

    assertThat(group.isStoring(SHORT)).isFalse();
  }

  @Test
  void aCommitThatIsJustOverAnswersForItself() throws InterruptedException {
    Future<Appended> first = firstBatch();
    Future<Boolean> storing = callers.submit(() -> group.isStoring(LONG));
    sink.letAllThrough();
    Await.result(first);

    assertThat(Await.result(storing)).isTrue();
  }

  @Test
  void aLogThatIsClosedDoesNotStore() {
    sink.letAllThrough();
    group.close();

    assertThat(group.isStoring(LONG)).isFalse();
  }
}

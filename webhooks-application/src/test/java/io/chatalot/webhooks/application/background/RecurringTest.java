package io.chatalot.webhooks.application.background;

import static org.assertj.core.api.Assertions.assertThat;

import io.chatalot.webhooks.application.fake.ManualPause;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RecurringTest {
  private static final Duration INTERVAL = Duration.ofMinutes(10);
  private static final String TASK = "tidying_up";

  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<Throwable> counted = new CopyOnWriteArrayList<>();
  private final List<Throwable> logged = new CopyOnWriteArrayList<>();
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);
  private final ManualPause pause = new ManualPause();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Background background = background(new Counting());

  private Recurring task;

  @AfterEach
  void end() {
    if (task != null) {
      task.close();
    }
  }

  private Background background(BackgroundObserver observer) {
    return new Background(observer, (name, failure) -> logged.add(failure), nanoTime::get, pause);
  }

  private final class Counting implements BackgroundObserver {
    @Override
    public void begins(String name) {
      begun.add(name);
    }

    @Override
    public void failed(String name, Throwable failure) {
      assertThat(name).isEqualTo(TASK);
      counted.add(failure);
    }
  }

  static List<Throwable> everyKind() {
    return List.of(
        new IllegalStateException("a"),
        new IOException("b"),
        new AssertionError("c"),
        new StackOverflowError("d"),
        new OutOfMemoryError("e"),
        new NoClassDefFoundError("f"),
        new InterruptedException("g"));
  }

  private static void rethrow(Throwable any) throws Exception {
    if (any instanceof Error error) {
      throw error;
    }
    throw (Exception) any;
  }

  private void passAnInterval() throws InterruptedException {
    pause.end();
    assertThat(pause.awaitBegin()).isEqualTo(INTERVAL);
  }

  @Test
  void theFirstRoundComesAfterTheFirstInterval() throws Exception {
    task = background.every(INTERVAL, TASK, rounds::incrementAndGet);
    assertThat(pause.awaitBegin()).isEqualTo(INTERVAL);
    assertThat(rounds).hasValue(0);

    passAnInterval();

    assertThat(rounds).hasValue(1);
  }

  @Test
  void aTaskThatGoesOnBeginsAtOnceAndIsAskedForEachPause() throws Exception {
    var pauses = List.of(Duration.ofMillis(100), Duration.ofMillis(200)).iterator();
    task = background.again(pauses::next, TASK, rounds::incrementAndGet);
    assertThat(pause.awaitBegin()).isEqualTo(Duration.ofMillis(100));
    assertThat(rounds).hasValue(1);

    pause.end();

    assertThat(pause.awaitBegin()).isEqualTo(Duration.ofMillis(200));
    assertThat(rounds).hasValue(2);
  }

  @ParameterizedTest
  @MethodSource("everyKind")
  void everyThrowableOfARoundIsCountedAndLoggedAndTheNextRoundComes(Throwable thrown)
      throws Exception {
    task =
        background.every(
            INTERVAL,
            TASK,
            () -> {
              if (rounds.incrementAndGet() == 1) {
                rethrow(thrown);
              }
            });
    pause.awaitBegin();

    passAnInterval();
    passAnInterval();

    assertThat(rounds).hasValue(2);
    assertThat(counted).containsExactly(thrown);
    assertThat(logged).containsExactly(thrown);
  }

  @Test
  void eachFailureIsCountedAndOneAMinuteIsLogged() throws Exception {
    List<Throwable> thrown = everyKind();
    for (Throwable each : thrown) {
      background.failed(TASK, each);
    }
    assertThat(counted).isEqualTo(thrown);
    assertThat(logged).hasSize(1);

    // The clock's number wraps meanwhile.
    nanoTime.addAndGet(Duration.ofSeconds(59).toNanos());
    background.failed(TASK, thrown.get(1));
    assertThat(logged).hasSize(1);

    nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
    background.failed(TASK, thrown.get(2));
    assertThat(logged).containsExactly(thrown.get(0), thrown.get(2));
  }

  @Test
  void aTaskIsKnownToTheObserverBeforeItFails() {
    background.begins("a");
    background.every(INTERVAL, "b", () -> {}).close();
    background.again(() -> INTERVAL, "c", () -> {}).close();

    assertThat(begun).containsExactly("a", "b", "c");
  }

  @Test
  void anObserverAndALogThatThrowEndNoTask() throws Exception {
    var broken =
        new Background(
            new BackgroundObserver() {
              @Override
              public void begins(String name) {
                throw new AssertionError("an observer");
              }

              @Override
              public void failed(String name, Throwable failure) {
                throw (Error) failure;
              }
            },
            (name, failure) -> {
              throw new AssertionError("a log");
            },
            nanoTime::get,
            pause);
    task =
        broken.every(
            INTERVAL,
            TASK,
            () -> {
              rounds.incrementAndGet();
              throw new AssertionError("a round");
            });
    pause.awaitBegin();

    passAnInterval();
    passAnInterval();

    assertThat(rounds).hasValue(2);
  }

  @Test
  void aRoundUnderWayIsInterruptedByTheCloseAndItsEndIsNoFailure() throws Exception {
    var underWay = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);
    task =
        background.again(
            () -> INTERVAL,
            TASK,
            () -> {
              underWay.countDown();
              try {
                Thread.sleep(Long.MAX_VALUE);
              } finally {
                interrupted.countDown();
              }
            });
    underWay.await();

    task.closeAndWait(Duration.ofSeconds(30));

    assertThat(interrupted.getCount()).isZero();
    assertThat(counted).isEmpty();
    assertThat(logged).isEmpty();
  }

  @Test
  void theThreadIsADaemonNamedAfterTheTaskAndEndsWithIt() throws Exception {
    var thread = new AtomicReference<Thread>();
    task = background.again(() -> INTERVAL, TASK, () -> thread.set(Thread.currentThread()));
    pause.awaitBegin();

    task.closeAndWait(Duration.ofSeconds(30));

    assertThat(thread.get().getName()).isEqualTo("webhooks-tidying-up");
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(thread.get().isAlive()).isFalse();
  }

  @Test
  void guardedWorkThrowsNothingAndIsCounted() {
    var done = new ArrayList<String>();
    Error broken = new AssertionError("work");

    background.guarded(TASK, () -> done.add("done")).run();
    background
        .guarded(
            TASK,
            () -> {
              throw broken;
            })
        .run();

    assertThat(done).containsExactly("done");
    assertThat(counted).containsExactly(broken);
  }
}

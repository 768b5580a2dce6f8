package io.chatalot.webhooks.adapter.http.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuWorkTest {
  private final CpuWork work = new CpuWork(1);
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 2", "8, 7"})
  void itLeavesAProcessorToOthersWhereThereAreSeveral(int processors, int threads) {
    assertThat(CpuWork.threadsFor(processors)).isEqualTo(threads);
  }

  @Test
  void itRunsOnAThreadOfItsOwnAndNoVirtualOne() {
    Thread worker = work.lane(1).call(Thread::currentThread);

    assertThat(worker).isNotSameAs(Thread.currentThread());
    assertThat(worker.getName()).startsWith("cpu-work-");
    // All virtual threads share one group, and none is a class of ours.
    assertThat(worker.getThreadGroup()).isSameAs(Thread.currentThread().getThreadGroup());
    assertThat(worker.isDaemon()).isTrue();
  }

  @Test
  void noMoreRunsAtOnceThanThereAreThreads() {
    var lane = work.lane(10);
    CompletableFuture<?> first = lane.submit(this::pass);
    CompletableFuture<?> second = lane.submit(() -> done.add("second"));

    assertThat(done).isEmpty();
    gate.countDown();
    first.join();
    second.join();
    assertThat(done).containsExactly("second");
  }

  @Test
  void lanesTakeTurnsHoweverManyWaitInOne() {
    var long1 = work.lane(10);
    var short1 = work.lane(10);
    long1.submit(this::pass);
    while (long1.waiting() > 0) {
      Thread.onSpinWait();
    }
    var all = new ArrayList<CompletableFuture<?>>();
    for (String name : List.of("a1", "a2", "a3")) {
      all.add(long1.submit(() -> done.add(name)));
    }
    all.add(short1.submit(() -> done.add("b1")));

    gate.countDown();
    all.forEach(CompletableFuture::join);
    assertThat(done).containsExactly("a1", "b1", "a2", "a3");
  }

  @Test
  void workBeyondTheQueueIsRefusedAndNeverRuns() {
    var lane = work.lane(1);
    CompletableFuture<?> running = lane.submit(this::pass);
    while (lane.waiting() > 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<?> waiting = lane.submit(() -> done.add("waited"));

    assertThatThrownBy(() -> lane.call(() -> done.add("refused")))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(work.lane(1).submit(() -> true)).isNotNull();
    gate.countDown();
    running.join();
    waiting.join();
    assertThat(done).containsExactly("waited");
  }

  @Test
  void aNewcomerTakesThePlaceOfTheNetworkThatHasTheMostAndTurnsGoByNetwork() {
    var lane = work.lane(3);
    CompletableFuture<?> running = lane.submit(this::pass);
    while (lane.waiting() > 0) {
      Thread.onSpinWait();
    }
    var flood = new ArrayList<CompletableFuture<?>>();
    for (String name : List.of("a1", "a2", "a3", "a4")) {
      flood.add(lane.submit("net", "evil", () -> done.add(name)));
    }
    assertThat(flood.get(3)).isCompletedExceptionally();
    CompletableFuture<?> honest = lane.submit("home", "ann", () -> done.add("b1"));
    assertThat(flood.get(2)).isCompletedExceptionally();
    assertThat(lane.waiting()).isEqualTo(3);

    gate.countDown();
    running.join();
    honest.join();
    flood.get(1).join();
    assertThat(done).containsExactly("a1", "b1", "a2");
    assertThat(lane.<String, RuntimeException>call(() -> "goes on")).isEqualTo("goes on");
  }

  @Test
  void failingWorkFailsOnlyItsCaller() {
    var lane = work.lane(1);
    assertThatThrownBy(
            () ->
                lane.call(
                    () -> {
                      throw new IOException("mine");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("mine");
    assertThatThrownBy(
            () ->
                lane.call(
                    () -> {
                      throw new OutOfMemoryError("mine");
                    }))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(lane.<Integer, RuntimeException>call(() -> 5)).isEqualTo(5);
  }

  @Test
  void workThatIsPartOfOtherWorkDoesNotWaitForIt() {
    var lane = work.lane(1);
    assertThat(lane.<String, RuntimeException>call(() -> lane.call(() -> "inner")))
        .isEqualTo("inner");
  }

  private boolean pass() throws InterruptedException {
    gate.await();
    return true;
  }
}

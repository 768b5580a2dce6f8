package io.chatalot.webhooks.adapter.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BodyMemoryTest {
  /** Own threads, since the common pool may have a single one and all tasks here block. */
  private static final Executor OWN_THREADS = task -> new Thread(task).start();

  private static final int LARGEST = 1_000;
  private static final int SHARED = 2_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  /** A pace so slow that no body counts as slow. */
  private static final Duration ANY_PACE = Duration.ofDays(100);

  private final AtomicInteger stopped = new AtomicInteger();

  @Test
  void memoryIsTakenForReceivedBytesAndGivenBack() {
    BodyMemory room = room(LONG, ANY_PACE);
    for (int i = 0; i < 100; i++) {
      try (BodyPlace place = enter(room, "a")) {
        assertThat(place.take(SHARED)).isTrue();
      }
    }
  }

  @Test
  void aBodyWithoutMemoryIsRefusedInTime() {
    BodyMemory room = room(Duration.ofMillis(100), ANY_PACE);
    BodyPlace full = enter(room, "a");
    BodyPlace finishing = enter(room, "a");
    assertThat(full.take(SHARED)).isTrue();
    assertThat(finishing.take(LARGEST)).as("in the reserve").isTrue();

    assertThat(enter(room, "b").take(1)).isFalse();
  }

  /** Each has half of its memory, and together they hold all of it. */
  @Test
  void halfReadBodiesNeverWaitForEachOther() {
    BodyMemory room = room(LONG, ANY_PACE);
    List<BodyPlace> places = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      BodyPlace place = enter(room, "client " + i % 2);
      assertThat(place.take(SHARED / 4)).isTrue();
      places.add(place);
    }
    var ends =
        places.stream()
            .map(place -> CompletableFuture.supplyAsync(() -> finish(place), OWN_THREADS))
            .toList();

    assertThat(ends).allSatisfy(end -> assertThat(end.get(30, TimeUnit.SECONDS)).isTrue());
  }

  @Test
  void nextIsTheClientThatHoldsLeast() throws Exception {
    BodyMemory room = room(LONG, ANY_PACE);
    BodyPlace many = enter(room, "many");
    BodyPlace finishing = enter(room, "many");
    assertThat(many.take(SHARED)).isTrue();
    assertThat(finishing.take(1)).isTrue();
    var second = CompletableFuture.supplyAsync(() -> finish(enter(room, "many")), OWN_THREADS);
    awaitWaiting(room, 1);
    BodyPlace few = enter(room, "few");
    var other = CompletableFuture.supplyAsync(() -> few.take(1), OWN_THREADS);
    awaitWaiting(room, 2);

    finishing.close();

    assertThat(other.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second).isNotDone();
    few.close();
    assertThat(second.get(30, TimeUnit.SECONDS)).isTrue();
  }

  /** The body in the reserve sends nothing, so it counts as slow. */
  @Test
  void aSlowBodyInTheReserveYieldsWhileOthersWait() {
    BodyMemory room = room(LONG, Duration.ofSeconds(10));
    BodyPlace full = enter(room, "a");
    BodyPlace slow = enter(room, "a");
    assertThat(full.take(SHARED)).isTrue();
    assertThat(slow.take(1)).isTrue();
    var other = CompletableFuture.supplyAsync(() -> finish(enter(room, "b")), OWN_THREADS);

    while (stopped.get() == 0) {
      Thread.onSpinWait();
    }
    assertThat(slow.take(1)).isFalse();
    assertThat(other).isNotDone();
    slow.close();
    assertThat(other.join()).isTrue();
  }

  @Test
  void aCompleteBodyDoesNotYield() {
    BodyMemory room = room(Duration.ofSeconds(2), Duration.ofSeconds(10));
    BodyPlace full = enter(room, "a");
    BodyPlace parsed = enter(room, "a");
    assertThat(full.take(SHARED)).isTrue();
    assertThat(parsed.take(1)).isTrue();
    full.whole();
    parsed.whole();

    assertThat(enter(room, "b").take(1)).isFalse();
    assertThat(stopped).hasValue(0);
  }

  @Test
  void whereAllPlacesAreTakenTheClientWithMostOfThemGivesOne() {
    BodyMemory room = room(LONG, ANY_PACE);
    List<BodyPlace> many = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      many.add(enter(room, "many"));
    }
    many.get(0).came(10);
    many.get(1).came(10);
    many.get(3).came(10);

    assertThat(room.enter("many", stopped::incrementAndGet)).as("its fifth").isEmpty();
    assertThat(room.enter("few", stopped::incrementAndGet)).isPresent();
    assertThat(stopped).hasValue(1);
    assertThat(many.get(2).take(1)).as("the slowest").isFalse();
    assertThat(room.enter("few", stopped::incrementAndGet)).isPresent();
    assertThat(room.enter("few", stopped::incrementAndGet)).as("more than its share").isEmpty();
  }

  @Test
  void whereAllPlacesAreTakenASlowBodyGivesItsOwnToAnyNewcomer() throws Exception {
    BodyMemory room = room(LONG, Duration.ofSeconds(10));
    for (int i = 0; i < 4; i++) {
      enter(room, "same");
    }
    assertThat(room.enter("same", stopped::incrementAndGet)).as("too early to tell").isEmpty();
    Thread.sleep(600);

    assertThat(room.enter("same", stopped::incrementAndGet)).isPresent();
  }

  private BodyMemory room(Duration patience, Duration reading) {
    return new BodyMemory(SHARED + LARGEST, LARGEST, 4, patience, reading);
  }

  private BodyPlace enter(BodyMemory room, String client) {
    return room.enter(client, stopped::incrementAndGet).orElseThrow();
  }

  private static boolean finish(BodyPlace place) {
    try (place) {
      boolean taken = true;
      for (int i = 0; i < 5 && taken; i++) {
        taken = place.take(LARGEST / 10);
      }
      return taken;
    }
  }

  private static void awaitWaiting(BodyMemory room, int count) {
    while (room.waiting() < count) {
      Thread.onSpinWait();
    }
  }
}

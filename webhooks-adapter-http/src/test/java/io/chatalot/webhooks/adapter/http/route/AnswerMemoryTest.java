package io.chatalot.webhooks.adapter.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.problem.HttpRefusal;
import io.chatalot.webhooks.adapter.http.route.AnswerMemory.Place;
import io.chatalot.webhooks.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final UserId one = new UserId(UUID.randomUUID());
  private final UserId other = new UserId(UUID.randomUUID());
  private final UserId third = new UserId(UUID.randomUUID());
  private final AnswerMemory room = new AnswerMemory(100, LONG, Duration.ZERO, LONG);

  @Test
  void aReaderWithoutMemoryWaitsUntilSomeIsFree() {
    Place first = room.enter(one, 60).join();
    CompletableFuture<Place> second = room.enter(other, 60);
    assertThat(second).isNotDone();

    first.shrink(40);

    assertThat(second).isCompleted();
    assertThat(room.free()).isZero();
    second.join().leave();
    first.leave();
    assertThat(room.free()).isEqualTo(100);
    assertThat(room.isUsed()).isFalse();
  }

  @Test
  void theUserWhoHoldsTheLeastIsNext() {
    Place first = room.enter(one, 20).join();
    Place second = room.enter(other, 80).join();
    CompletableFuture<Place> next = room.enter(one, 20);
    CompletableFuture<Place> others = room.enter(third, 20);

    second.shrink(60);

    assertThat(others).isCompleted();
    assertThat(next).isNotDone();
    first.leave();
    assertThat(next).isCompleted();
  }

  @Test
  void aUserHoldsHalfOfTheMemoryAtMostUnlessOneAnswerTakesMore() {
    Place first = room.enter(one, 25).join();
    room.enter(one, 25).join();
    CompletableFuture<Place> next = room.enter(one, 25);
    assertThat(next).isNotDone();

    assertThat(room.enter(other, 50)).as("an answer of another user").isCompleted();
    first.leave();
    assertThat(next).isCompleted();
  }

  @Test
  void aReaderWithoutMemoryInTimeIs503() {
    var impatient = new AnswerMemory(100, Duration.ofMillis(1), Duration.ZERO, LONG);
    impatient.enter(one, 100).join();

    assertThatThrownBy(() -> impatient.enter(other, 1).get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            HttpRefusal.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(503);
              assertThat(refusal.problem().retryAfter()).isPresent();
            });
  }

  @Test
  void oneUserCannotTakeAllThePlacesInWhichOthersWait() {
    room.enter(one, 100).join();
    var waiting = new ArrayList<CompletableFuture<Place>>();
    for (int i = 0; i < 33; i++) {
      waiting.add(room.enter(one, 1));
    }

    assertThat(waiting.get(31)).isNotDone();
    assertThat(waiting.get(32)).isCompletedExceptionally();
    assertThat(room.enter(other, 1)).isNotDone();
  }

  @Test
  void aStalledReaderMakesRoomForWaitingOnes() {
    List<Place> cut = new ArrayList<>();
    List<Place> places =
        List.of(
            place(other, 30, cut), place(one, 25, cut), place(one, 25, cut), place(third, 20, cut));
    room.makeRoom();
    assertThat(cut).as("nobody waits").isEmpty();

    room.enter(third, 40);
    room.makeRoom();

    assertThat(cut)
        .as("of the one who holds the most, and then of the one who holds the most then")
        .containsExactly(places.get(1), places.get(0));
  }

  @Test
  void aReaderThatMakesProgressIsNotCutOff() {
    var patient = new AnswerMemory(100, LONG, LONG, LONG);
    List<Place> cut = new ArrayList<>();
    Place place = patient.enter(one, 100).join();
    place.dependsOn(System::nanoTime, () -> cut.add(place));
    patient.enter(other, 40);

    patient.makeRoom();

    assertThat(cut).isEmpty();
  }

  @Test
  void aReaderPastItsTurnMakesRoomDespiteProgress() {
    var hurried = new AnswerMemory(100, LONG, LONG, Duration.ZERO);
    List<Place> cut = new ArrayList<>();
    Place place = hurried.enter(one, 100).join();
    place.dependsOn(System::nanoTime, () -> cut.add(place));
    hurried.makeRoom();
    assertThat(cut).as("nobody waits").isEmpty();
    hurried.enter(other, 40);

    hurried.makeRoom();

    assertThat(cut).containsExactly(place);
  }

  private Place place(UserId user, int bytes, List<Place> cut) {
    Place place = room.enter(user, bytes).join();
    long longAgo = System.nanoTime() - LONG.toNanos();
    place.dependsOn(() -> longAgo, () -> cut.add(place));
    return place;
  }
}

package io.chatalot.webhooks.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chatalot.webhooks.adapter.http.Room.Place;
import io.chatalot.webhooks.domain.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final UserId one = new UserId(UUID.randomUUID());
  private final UserId other = new UserId(UUID.randomUUID());
  private final Room room = new Room(100, LONG, Duration.ZERO);

  @Test
  void whoFindsNoRoomWaitsUntilThereIs() {
    Place first = room.enter(one, 60).join();
    CompletableFuture<Place> second = room.enter(one, 60);
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
    Place first = room.enter(one, 50).join();
    Place second = room.enter(one, 50).join();
    CompletableFuture<Place> third = room.enter(one, 50);
    CompletableFuture<Place> others = room.enter(other, 50);

    first.leave();

    assertThat(others).isCompleted();
    assertThat(third).isNotDone();
    second.leave();
    assertThat(third).isCompleted();
  }

  @Test
  void whoFindsNoneInTimeIsAskedToComeAgain() {
    var impatient = new Room(100, Duration.ofMillis(1), Duration.ZERO);
    impatient.enter(one, 100).join();

    assertThatThrownBy(() -> impatient.enter(other, 1).get(30, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            HttpRefusal.class,
            refusal -> {
              assertThat(refusal.problem().status()).isEqualTo(503);
              assertThat(refusal.problem().headers()).containsKey("Retry-After");
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
  void whoTakesNothingMakesRoomForWhoWaits() {
    List<Place> cut = new ArrayList<>();
    List<Place> places = List.of(place(other, 30, cut), place(one, 35, cut), place(one, 35, cut));
    room.makeRoom();
    assertThat(cut).as("nobody waits").isEmpty();

    room.enter(other, 40);
    room.makeRoom();

    assertThat(cut)
        .as("of the one who holds the most")
        .containsExactlyElementsOf(places.subList(1, 3));
  }

  @Test
  void whoGoesOnTakingIsLeftAlone() {
    var patient = new Room(100, LONG, LONG);
    List<Place> cut = new ArrayList<>();
    Place place = patient.enter(one, 100).join();
    place.dependsOn(System::nanoTime, () -> cut.add(place));
    patient.enter(other, 40);

    patient.makeRoom();

    assertThat(cut).isEmpty();
  }

  private Place place(UserId user, int bytes, List<Place> cut) {
    Place place = room.enter(user, bytes).join();
    long longAgo = System.nanoTime() - LONG.toNanos();
    place.dependsOn(() -> longAgo, () -> cut.add(place));
    return place;
  }
}

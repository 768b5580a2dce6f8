package io.chatalot.webhooks.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One round after the other, by a clock that the test sets. */
class CaretakerTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final FakeWard ward = new FakeWard();
  private final List<String> lost = new ArrayList<>();
  private boolean failed;
  private long nanos = Long.MAX_VALUE - 5;
  private final Caretaker caretaker =
      new Caretaker(ward, PATIENCE, () -> lost.add("lost"), () -> nanos);

  @Test
  void aServerThatRunsIsLeftAlone() {
    pass(round());
    pass(round());

    assertThat(ward.starts).isZero();
  }

  @Test
  void aServerThatMayRunIsNeitherStartedNorGivenUp() {
    ward.unknown = true;
    for (int i = 0; i < 10_000; i++) {
      pass(round());
      assertThat(failed).as("it is counted").isTrue();
    }
    assertThat(ward.starts).isZero();
    assertThat(lost).isEmpty();

    ward.unknown = false;
    ward.runs = false;
    pass(round());
    assertThat(ward.runs).as("it is watched on").isTrue();
  }

  @Test
  void aServerThatCannotStartIsTriedAgainWithPausesThatGrowToFiveSecondsAtMost() {
    ward.runs = false;
    ward.startable = false;
    Duration before = Duration.ZERO;
    for (int i = 0; i < 20; i++) {
      Duration pause = round();
      assertThat(failed).as("it is counted").isTrue();
      assertThat(pause).isBetween(before, Duration.ofSeconds(5));
      before = pause;
      pass(pause);
    }
    assertThat(ward.starts).isEqualTo(20);

    ward.startable = true;
    pass(round());
    assertThat(ward.runs).isTrue();
    assertThat(lost).isEmpty();
  }

  @Test
  void afterTenMinutesInVainItIsLostOnce() {
    ward.runs = false;
    ward.startable = false;
    Duration passed = Duration.ZERO;
    while (passed.compareTo(PATIENCE) < 0) {
      assertThat(lost).isEmpty();
      Duration pause = round();
      passed = passed.plus(pause);
      pass(pause);
    }
    pass(round());
    pass(round());

    assertThat(lost).containsExactly("lost");
  }

  @Test
  void aServerThatEndsSoonAfterEachStartIsLostToo() {
    for (Duration passed = Duration.ZERO; passed.compareTo(PATIENCE.multipliedBy(2)) < 0; ) {
      ward.runs = false;
      Duration pause = round();
      passed = passed.plus(pause);
      pass(pause);
    }
    assertThat(lost).containsExactly("lost");
  }

  @Test
  void anErrorIsNotTheEndOfTheWatch() {
    ward.runs = false;
    ward.error = new StackOverflowError();
    pass(round());
    assertThat(failed).as("it is counted").isTrue();
    ward.error = null;
    pass(round());

    assertThat(ward.runs).isTrue();
  }

  @Test
  void aServerThatLetsNobodyInYetIsNotStartedTwice() {
    ward.runs = false;
    ward.open = false;
    pass(round());
    pass(round());
    ward.open = true;
    pass(round());

    assertThat(ward.starts).isEqualTo(1);
    assertThat(ward.asked).isEqualTo(3);
  }

  /** Makes a round as the background does, and returns the pause after it. */
  private Duration round() {
    try {
      caretaker.round();
      failed = false;
    } catch (Throwable failure) {
      failed = true;
    }
    return caretaker.pause();
  }

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  private static final class FakeWard implements Caretaker.Ward {
    boolean runs = true;
    boolean unknown;
    boolean startable = true;
    boolean open = true;
    Error error;
    int starts;
    int asked;

    @Override
    public boolean hasEnded() throws IOException {
      if (unknown) {
        throw new IOException("Too many open files");
      }
      return !runs;
    }

    @Override
    public void startAgain() throws IOException {
      starts++;
      if (error != null) {
        throw error;
      }
      if (!startable) {
        throw new EmbeddedDatabaseException("No space left on device");
      }
      runs = true;
    }

    @Override
    public void require() {
      asked++;
      if (!open) {
        throw new EmbeddedDatabaseException("lets nobody in");
      }
    }
  }
}

package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the process, which is here only noted. */
@Timeout(60)
class EndingTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Closer closing = new Closer();
  private final List<String> happened = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Integer> exits = new LinkedBlockingQueue<>();

  private Ending within(Duration time) {
    return new Ending(closing, time, exits::add, status -> happened.add("halted with " + status));
  }

  @Test
  void aSignalClosesAllAndThenHaltsWith0() {
    closing.later(() -> happened.add("closed"));

    within(LONG).end();

    assertThat(happened).containsExactly("closed", "halted with 0");
    assertThat(exits).isEmpty();
  }

  @Test
  void aLostDatabaseEndsTheProcessInOrderWith75() throws InterruptedException {
    closing.later(() -> happened.add("closed"));
    Ending ending = within(LONG);

    ending.databaseLost();

    assertThat(exits.poll(30, TimeUnit.SECONDS)).isEqualTo(75);
    assertThat(happened).isEmpty();
    ending.end();
    assertThat(happened).containsExactly("closed", "halted with 75");
  }

  @Test
  void theLossOfADatabaseIsTakenWithoutWaitingForTheEnd() {
    var over = new CountDownLatch(1);
    var ending = new Ending(closing, LONG, status -> await(over), status -> {});

    ending.databaseLost();

    over.countDown();
  }

  @Test
  void whatDoesNotCloseInTimeIsCutOff() {
    var over = new CountDownLatch(1);
    closing.later(() -> happened.add("closed too late"));
    closing.later(() -> await(over));

    within(Duration.ofMillis(50)).end();

    assertThat(happened).containsExactly("halted with 0");
    over.countDown();
  }

  @Test
  void whatCannotBeClosedDoesNotKeepTheRestOpen() {
    closing.later(() -> happened.add("closed"));
    closing.later(
        () -> {
          throw new IllegalStateException("as asked");
        });

    within(LONG).end();

    assertThat(happened).containsExactly("closed", "halted with 0");
  }

  @Test
  void aSecondEndHasNothingLeftToClose() {
    closing.later(() -> happened.add("closed"));
    Ending ending = within(LONG);

    ending.end();
    ending.end();

    assertThat(happened).containsExactly("closed", "halted with 0", "halted with 0");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

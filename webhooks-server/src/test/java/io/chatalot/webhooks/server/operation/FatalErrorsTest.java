package io.chatalot.webhooks.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What ends the process; here it is only noted. */
class FatalErrorsTest {
  private final List<Integer> ended = new ArrayList<>();
  private final FatalErrors errors = new FatalErrors(ended::add);

  @Test
  void anErrorOfMemoryThatNobodyCatchesEndsTheProcess() {
    errors.uncaughtException(Thread.currentThread(), new OutOfMemoryError("Java heap space"));

    assertThat(ended).containsExactly(70);
  }

  @Test
  void anErrorOfMemoryThatIsCaughtAndLoggedEndsTheProcessAtEveryLevel() {
    var context = new LoggerContext();
    context.addTurboFilter(errors);
    var log = context.getLogger("quiet");
    log.setLevel(Level.OFF);

    log.debug(
        "A call failed",
        new IllegalStateException(new OutOfMemoryError("Cannot reserve direct buffer memory")));
    log.trace("{} failed: {}", "It", new OutOfMemoryError("Java heap space"));

    assertThat(ended).containsExactly(70, 70);
  }

  @Test
  void otherErrorsEndNothing() {
    errors.uncaughtException(Thread.currentThread(), new StackOverflowError());
    errors.check(new AssertionError(new IllegalStateException("broken")));

    assertThat(ended).isEmpty();
  }

  @Test
  void causesThatGoRoundInACircleAreNoTrap() {
    var first = new IllegalStateException("first");
    first.initCause(new IllegalStateException("second", first));

    errors.check(first);

    assertThat(ended).isEmpty();
  }
}

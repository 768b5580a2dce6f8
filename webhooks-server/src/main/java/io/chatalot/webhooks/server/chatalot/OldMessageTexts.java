package io.chatalot.webhooks.server.chatalot;

import io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep.ChatalotMove;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Gives the old messages of Chatalot's webhooks their text, once. It works in the background: a
 * million messages take half a minute, for which callers must not wait.
 */
final class OldMessageTexts implements AutoCloseable {
  private static final Duration PUT_OFF = Duration.ofMinutes(1);
  private static final Duration NEVER = Duration.ofDays(36_500);

  private final Supplier<List<String>> work;
  private final Consumer<String> told;
  private final Recurring task;
  private final CountDownLatch done = new CountDownLatch(1);

  /**
   * Begins at once.
   *
   * @param told gets lines for the operator
   */
  OldMessageTexts(ChatalotMove move, Consumer<String> told, Background background) {
    this(move::texts, told, background, PUT_OFF);
  }

  OldMessageTexts(
      Supplier<List<String>> work, Consumer<String> told, Background background, Duration putOff) {
    this.work = work;
    this.told = told;
    task =
        background.again(() -> done.getCount() == 0 ? NEVER : putOff, "old_messages", this::round);
  }

  private void round() {
    try {
      work.get().forEach(told);
      done.countDown();
    } catch (WebhookException away) {
      told.accept("Put off: " + away.getMessage());
    }
  }

  /** Waits until all messages have a text, but no longer than this. */
  void await(Duration most) {
    try {
      done.await(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    task.close();
  }
}

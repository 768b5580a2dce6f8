package io.chatalot.webhooks.server.operation;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.application.background.Background;
import io.chatalot.webhooks.application.background.Recurring;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;

/**
 * Compares this node's clock with the database's, at the start and every hour. Shared data has its
 * times from the database's clock alone, so a difference does not harm it; but the node's log lines
 * and rate-limit headers are wrong by the difference.
 */
public final class ClockCheck implements AutoCloseable {
  /** The largest difference that is not logged. */
  static final Duration TOLERATED = Duration.ofSeconds(2);

  private static final String TASK = "clock_check";
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final double MILLIS = 1_000;

  private final Database database;
  private final InstantSource clock;
  private final Logger log;
  private final Recurring task;
  private volatile double seconds = Double.NaN;

  /**
   * Compares the clocks before it returns.
   *
   * @param clock this node's
   */
  public ClockCheck(Database database, InstantSource clock, Logger log, Background background) {
    this.database = database;
    this.clock = clock;
    this.log = log;
    background.guarded(TASK, this::compare).run();
    task = background.every(INTERVAL, TASK, this::compare);
  }

  /**
   * The seconds that this node's clock was ahead of the database's; NaN before the first
   * comparison.
   */
  public double offsetSeconds() {
    return seconds;
  }

  void compare() {
    try {
      Offset offset = measure();
      seconds = offset.ahead().toMillis() / MILLIS;
      if (offset.isMoreThan(TOLERATED)) {
        log.warn(
            "The clock of this node is {} s {} the database's: set one of them right",
            Math.abs(seconds),
            seconds > 0 ? "ahead of" : "behind");
      }
    } catch (WebhookException away) {
      log.info("Put off: {}", away.getMessage());
    }
  }

  private Offset measure() {
    Instant before = clock.instant();
    Instant there = database.now();
    Duration half = Duration.between(before, clock.instant()).dividedBy(2);
    return new Offset(Duration.between(there, before.plus(half)), half.abs());
  }

  @Override
  public void close() {
    task.close();
  }

  /**
   * @param ahead how far this node's clock is ahead of the database's
   * @param error the largest error of that, from the time that the answer took
   */
  private record Offset(Duration ahead, Duration error) {
    boolean isMoreThan(Duration difference) {
      return ahead.abs().minus(error).compareTo(difference) > 0;
    }
  }
}

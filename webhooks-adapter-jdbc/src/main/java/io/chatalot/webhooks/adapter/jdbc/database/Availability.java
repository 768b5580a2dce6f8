package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs when the database goes away and when it is back, once each for all calls. A database that
 * answers but takes no writes is tracked apart, since its reads prove nothing.
 */
final class Availability {
  /** Even a full disk takes a small write now and then, where a page has room for a row. */
  static final Duration SETTLED = Duration.ofSeconds(5);

  private final Logger log;
  private final LongSupplier nanoTime;
  private final AtomicBoolean away = new AtomicBoolean();
  private final AtomicBoolean writeless = new AtomicBoolean();
  private volatile long refusedAt;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  Availability(Logger log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Notes that the database answered any question. */
  void answered() {
    if (away.get() && away.compareAndSet(true, false)) {
      log.info("The database is back.");
    }
  }

  /** Whether a successful write would be news. */
  boolean isWriteless() {
    return writeless.get();
  }

  /** Whether a write was refused so recently that the next write may be refused too. */
  boolean refusesWrites() {
    return writeless.get() && nanoTime.getAsLong() - refusedAt < SETTLED.toNanos();
  }

  /** Notes that a write was committed. */
  void wrote() {
    if (writeless.get()
        && nanoTime.getAsLong() - refusedAt >= SETTLED.toNanos()
        && writeless.compareAndSet(true, false)) {
      log.info("The database takes writes again.");
    }
  }

  /** Notes that a call failed by this outage. */
  void failed(SQLException outage) {
    if (Outage.isOfWrites(outage)) {
      refusedAt = nanoTime.getAsLong();
      tell(writeless, "The database takes no writes: {} (SQLState {})", outage);
    } else {
      tell(away, "The database is away: {} (SQLState {})", outage);
    }
  }

  private void tell(AtomicBoolean state, String what, SQLException outage) {
    if (state.compareAndSet(false, true)) {
      log.warn(what, inOneLine(outage), outage.getSQLState());
    }
  }

  /** Keeps the first line only; further lines are hints and places. */
  private static String inOneLine(SQLException outage) {
    return String.valueOf(outage.getMessage()).lines().findFirst().orElse("");
  }
}

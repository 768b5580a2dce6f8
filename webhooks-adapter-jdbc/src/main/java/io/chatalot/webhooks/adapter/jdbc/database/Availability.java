package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Tells an operator when the database goes and when it is back, once each, however many calls find
 * out. A database that answers but takes no writes is told of apart: its reads prove nothing.
 */
final class Availability {
  /** A full disk takes a small write now and then, where a row fits into what there is. */
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

  /** The database answered, whatever it was asked. */
  void answered() {
    if (away.get() && away.compareAndSet(true, false)) {
      log.info("The database is back.");
    }
  }

  /** Whether it matters that something was written. */
  boolean isWriteless() {
    return writeless.get();
  }

  /** Whether a write was refused so lately that the next one may be refused as well. */
  boolean refusesWrites() {
    return writeless.get() && nanoTime.getAsLong() - refusedAt < SETTLED.toNanos();
  }

  /** Something was written and is committed. */
  void wrote() {
    if (writeless.get()
        && nanoTime.getAsLong() - refusedAt >= SETTLED.toNanos()
        && writeless.compareAndSet(true, false)) {
      log.info("The database takes writes again.");
    }
  }

  /** A call failed for that reason. */
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

  /** What follows in further lines are hints and where it happened. */
  private static String inOneLine(SQLException outage) {
    return String.valueOf(outage.getMessage()).lines().findFirst().orElse("");
  }
}

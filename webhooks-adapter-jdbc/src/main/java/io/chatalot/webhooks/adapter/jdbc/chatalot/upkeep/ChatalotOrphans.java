package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Removes our rows of messages, webhooks and channels that Chatalot has removed. It locks no row of
 * Chatalot's, and waits for no lock.
 *
 * <p>A message goes with its channel, or at an age of 2 days if Chatalot has deleted or removed it:
 * until then the repeat of an {@code Idempotency-Key} (24 hours) needs our row. Edits and deletions
 * go after their message. A webhook goes with its channel, and its counter with it.
 *
 * <p>Any number of nodes may do this at once. One object is for one thread at a time.
 */
public final class ChatalotOrphans {
  private static final int BATCHES = 100;
  private static final Duration BETWEEN_PASSES = Duration.ofHours(1);

  private final Database database;
  private final int batches;
  private final LongSupplier nanoTime;

  private OrphanSweep sweep = OrphanSweep.MESSAGES;
  private OrphanSweep.Place after = OrphanSweep.Place.START;
  private boolean waiting;
  private long ended;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  public ChatalotOrphans(Database database, LongSupplier nanoTime) {
    this(database, nanoTime, BATCHES);
  }

  ChatalotOrphans(Database database, LongSupplier nanoTime, int batches) {
    this.database = database;
    this.nanoTime = nanoTime;
    this.batches = batches;
  }

  /**
   * Looks at up to 100,000 rows, in transactions of 1,000, and continues where the round before
   * ended. A pass over all rows that has ended begins anew an hour later. Ends early if its thread
   * is interrupted. Call it every ten minutes or so.
   *
   * @return the number of rows that were removed
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away; the next round continues
   */
  public int round() {
    if (waiting && nanoTime.getAsLong() - ended < BETWEEN_PASSES.toNanos()) {
      return 0;
    }
    waiting = false;
    int removed = 0;
    for (int left = batches; left > 0 && !waiting; left--) {
      if (Thread.currentThread().isInterrupted()) {
        return removed;
      }
      removed += batch();
    }
    return removed;
  }

  private int batch() {
    OrphanSweep.Batch done = database.inTransaction(handle -> sweep.batch(handle, after));
    if (done.last().isPresent()) {
      after = done.last().get();
      return done.removed();
    }
    after = OrphanSweep.Place.START;
    if (sweep.ordinal() + 1 < OrphanSweep.values().length) {
      sweep = OrphanSweep.values()[sweep.ordinal() + 1];
    } else {
      sweep = OrphanSweep.MESSAGES;
      waiting = true;
      ended = nanoTime.getAsLong();
    }
    return 0;
  }
}

package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.chatalot.HostLocks;
import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.HandleCallback;

/**
 * A transaction on Chatalot's tables that nobody waits for. It waits for a lock {@linkplain
 * HostLocks at most 400 ms} and is tried again after a pause, in which others get the lock.
 */
final class HostTransaction {
  private static final int TRIES = 10;
  private static final long PAUSE_MILLIS = 200;

  private HostTransaction() {}

  /**
   * Does some work in a transaction, up to 10 times.
   *
   * @param failed begins the message of the last failure, such as {@code The webhooks were not
   *     moved}
   * @throws WebhookException with {@link Reason#UNAVAILABLE} if the database is away, or Chatalot
   *     kept a lock during each try; nothing was done
   */
  static <T> T run(Database database, String failed, HandleCallback<T, RuntimeException> work) {
    for (int tries = 1; ; tries++) {
      try {
        return HostLocks.inTransaction(database.trying(1), work);
      } catch (WebhookException e) {
        if (e.reason() != Reason.UNAVAILABLE || tries == TRIES || !paused()) {
          throw new WebhookException(e.reason(), failed + ": " + e.getMessage());
        }
      }
    }
  }

  /** Returns false if the thread was interrupted. */
  private static boolean paused() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

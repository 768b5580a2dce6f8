package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import org.jdbi.v3.core.HandleCallback;

/**
 * Keeps our transactions out of the way of Chatalot's. PostgreSQL looks for a deadlock after a
 * second of waiting ({@code deadlock_timeout}), and ends the statement that waited: it may be
 * Chatalot's. Our statements give up before.
 */
public final class HostLocks {
  /**
   * To be run on each new connection of a pool that the stores beside a Chatalot use. With {@code
   * row_security} off PostgreSQL refuses a query of a table whose policies would hide rows from our
   * role: a channel that cannot be seen must not pass for a channel that is gone.
   */
  public static final String ON_CONNECTING = "SET lock_timeout = '400ms'; SET row_security = off";

  /**
   * How often work is done that gave up, for {@link Database#trying}: together some three seconds
   * of waiting, and a caller waits five.
   */
  public static final int TRIES = 8;

  private static final String IN_TRANSACTION = "SET LOCAL lock_timeout = '400ms'";

  private HostLocks() {}

  /** Whether PostgreSQL may look for a deadlock before our statements have given up. */
  public static boolean isDeadlockTimeoutShort(Database database) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT current_setting('deadlock_timeout')::interval"
                        + " <= current_setting('lock_timeout')::interval")
                .mapTo(Boolean.class)
                .one());
  }

  /** Does some work on Chatalot's tables in one transaction. */
  public static <T> T inTransaction(Database database, HandleCallback<T, RuntimeException> work) {
    return database.inTransaction(
        handle -> {
          handle.execute(IN_TRANSACTION);
          return work.withHandle(handle);
        });
  }
}

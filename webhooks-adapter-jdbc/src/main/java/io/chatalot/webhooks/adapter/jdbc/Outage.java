package io.chatalot.webhooks.adapter.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** Tells a database that is away, or can't take anything, from a statement that is wrong. */
final class Outage {
  /** Read-only (a standby, say), and trouble with its disk. */
  private static final Set<String> STATES = Set.of("25006", "58030");

  private Outage() {}

  /** The exception in the chain of causes that tells of an outage. */
  static Optional<SQLException> in(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && isOutage(e)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    // A pool that has no connection to give says so by this type, with any state or none.
    return e instanceof SQLTransientConnectionException
        || (state != null
            && (state.startsWith("08") // the connection
                || state.startsWith("57P0") // shutting down, or not yet up
                || state.startsWith("53") // out of connections, memory or disk
                || STATES.contains(state)));
  }
}

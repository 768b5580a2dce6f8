package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Tells a database that is away, can't take anything, or gave a statement up for others' sake, from
 * a statement that is wrong.
 */
final class Outage {
  /** Read-only (a standby, say), a full disk, and trouble with it. Reads may go on all the same. */
  private static final Set<String> OF_WRITES = Set.of("25006", "53100", "58030");

  /**
   * A serialization failure, a deadlock, a lock or a statement that took longer than the operator
   * allows. Nothing is wrong with what was asked for, and nothing of it is done.
   */
  private static final Set<String> GIVEN_UP = Set.of("40001", "40P01", "55P03", "57014");

  /** Deeper than any honest chain. */
  private static final int MOST_CAUSES = 50;

  private Outage() {}

  /** The exception in the chain of causes that tells of an outage. */
  static Optional<SQLException> in(Throwable thrown) {
    return find(thrown, Outage::isOutage);
  }

  /** The exception in the chain of causes that tells that the statement was given up. */
  static Optional<SQLException> givenUpIn(Throwable thrown) {
    return find(thrown, e -> e.getSQLState() != null && GIVEN_UP.contains(e.getSQLState()));
  }

  /** Whether an outage is one of writes alone. */
  static boolean isOfWrites(SQLException outage) {
    return outage.getSQLState() != null && OF_WRITES.contains(outage.getSQLState());
  }

  /** Nothing where an error is the cause: a JVM out of memory looks like a database without any. */
  private static Optional<SQLException> find(Throwable thrown, Predicate<SQLException> what) {
    return chain(thrown).anyMatch(Error.class::isInstance)
        ? Optional.empty()
        : chain(thrown)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .filter(what)
            .findFirst();
  }

  /** What was thrown, its cause, and so on; causes may go round in a circle. */
  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(MOST_CAUSES);
  }

  private static boolean isOutage(SQLException e) {
    String state = e.getSQLState();
    // A connection pool without a free connection throws this type, with any SQL state or none.
    return e instanceof SQLTransientConnectionException
        || (state != null
            && (state.startsWith("08") // the connection
                || state.startsWith("57P0") // shutting down, or not yet up
                || state.startsWith("53") // out of connections, memory or disk
                || OF_WRITES.contains(state)));
  }
}

package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Distinguishes a database that is away, takes nothing, or cancelled a statement, from a statement
 * that is wrong.
 */
final class Outage {
  /** Read-only, such as a standby; a full disk; a failure of the disk. Reads may still work. */
  private static final Set<String> OF_WRITES = Set.of("25006", "53100", "58030");

  /**
   * A serialization failure, a deadlock, or a lock or statement that took longer than the operator
   * allows. The statement is right, and nothing of it was done.
   */
  private static final Set<String> GIVEN_UP = Set.of("40001", "40P01", "55P03", "57014");

  /** Of these, what another transaction caused, so that the next try may succeed. */
  private static final Set<String> BY_ANOTHER = Set.of("40001", "40P01", "55P03");

  /** Longer than any real chain of causes. */
  private static final int MOST_CAUSES = 50;

  private Outage() {}

  /** The exception of an outage in a chain of causes. */
  static Optional<SQLException> in(Throwable thrown) {
    return find(thrown, Outage::isOutage);
  }

  /** The exception of a cancelled statement in a chain of causes. */
  static Optional<SQLException> givenUpIn(Throwable thrown) {
    return find(thrown, e -> e.getSQLState() != null && GIVEN_UP.contains(e.getSQLState()));
  }

  /** Whether another transaction was in the way. */
  static boolean isByAnotherTransaction(Throwable thrown) {
    return find(thrown, e -> BY_ANOTHER.contains(String.valueOf(e.getSQLState()))).isPresent();
  }

  /** Whether the outage concerns writes only. */
  static boolean isOfWrites(SQLException outage) {
    return outage.getSQLState() != null && OF_WRITES.contains(outage.getSQLState());
  }

  /** Finds nothing behind an error: a JVM without memory would look like a missing database. */
  private static Optional<SQLException> find(Throwable thrown, Predicate<SQLException> what) {
    return chain(thrown).anyMatch(Error.class::isInstance)
        ? Optional.empty()
        : chain(thrown)
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .filter(what)
            .findFirst();
  }

  /** The exception, its cause, and so on; bounded, since causes may form a circle. */
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

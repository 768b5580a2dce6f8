package io.chatalot.webhooks.adapter.jdbc.database;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.Reason;
import io.chatalot.webhooks.domain.WebhookException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database for the stores. Only this class decides that the database is away. Safe for
 * use by many threads.
 *
 * <p>Away means: no connection can be had or the connection in use is lost, the server is shutting
 * down or starting, out of connections, memory or disk, or read-only. Then a call ends with a
 * {@link WebhookException} with {@link Reason#UNAVAILABLE}, and the log says why, once until the
 * database is back. A database that answers but takes no writes is tracked apart, until it takes a
 * write and has refused none for 5 seconds. A call that the database cancelled in favour of others
 * (a deadlock, a lock or a statement that took too long) ends in the same way, since it may be
 * repeated; where another transaction was in the way, as a {@link BusyException}. All other
 * exceptions stay as they are. An exception of a statement shows neither the statement nor its
 * bound values; the data source must hide what the server adds (pgjdbc: {@code
 * logServerErrorDetail=false}).
 *
 * <p>Work inside other work of the same thread has the same connection, and is part of its
 * transaction if there is one.
 */
public final class Database {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  private final Jdbi jdbi;
  private final Availability availability;
  private final Optional<Deadline> deadline;
  private final int tries;

  /**
   * @param dataSource gives connections that are in no transaction. In auto-commit mode, at read
   *     committed and not read-only they cost least; others are set so for as long as they are used
   *     here, and given back as they came. It should be a pool, with a short wait for a connection:
   *     that is how long calls hang when the database is away. It is not closed here.
   */
  public Database(DataSource dataSource) {
    this(dataSource, new Availability(LOG, System::nanoTime));
  }

  Database(DataSource dataSource, Availability availability) {
    this.availability = availability;
    deadline = Optional.empty();
    tries = 1;
    jdbi = Jdbi.create(new Connections(dataSource));
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
  }

  private Database(Database of, Optional<Deadline> deadline, int tries) {
    jdbi = of.jdbi;
    availability = of.availability;
    this.deadline = deadline;
    this.tries = tries;
  }

  /** The same database; work that exceeds the deadline ends as if the database were away. */
  public Database within(Deadline deadline) {
    return new Database(this, Optional.of(deadline), tries);
  }

  /**
   * The same database; work that another transaction was in the way of is done again: after a
   * deadlock, a serialization failure or a {@code lock_timeout}. Nothing of the failed work is
   * kept. Not for work inside a transaction.
   *
   * @param most how often the work is done at most, at least 1
   */
  public Database trying(int most) {
    return new Database(this, deadline, most);
  }

  /**
   * Does some work with a connection, each statement in a transaction of its own. The handle is
   * good until the work returns.
   *
   * @throws WebhookException with {@link Reason#UNAVAILABLE} if the database is away
   */
  public <T> T call(HandleCallback<T, RuntimeException> work) {
    return reach(() -> jdbi.withHandle(handle -> inTime(handle, () -> work.withHandle(handle))));
  }

  /**
   * Does some work in one transaction, which is committed when the work returns and rolled back
   * when it throws. The handle is good until then.
   *
   * @throws WebhookException with {@link Reason#UNAVAILABLE} if the database is away. If it went
   *     away during the commit, the work may be done all the same.
   */
  public <T> T inTransaction(HandleCallback<T, RuntimeException> work) {
    var written = new AtomicBoolean();
    T result =
        reach(
            () ->
                jdbi.withHandle(
                    handle ->
                        inTime(
                            handle,
                            () ->
                                handle.inTransaction(
                                    same -> {
                                      T done = work.withHandle(same);
                                      written.set(availability.isWriteless() && hasWritten(same));
                                      return done;
                                    }))));
    if (written.get()) {
      availability.wrote();
    }
    return result;
  }

  private <T> T inTime(Handle handle, Supplier<T> work) {
    return deadline.isPresent() ? deadline.get().during(handle.getConnection(), work) : work.get();
  }

  /** A transaction has an id from its first write on. */
  private static boolean hasWritten(Handle handle) {
    return handle
        .createQuery("SELECT pg_current_xact_id_if_assigned() IS NOT NULL")
        .mapTo(Boolean.class)
        .one();
  }

  /** Notes that a {@link #call} has written and committed; other calls count as reads. */
  public void hasWritten() {
    availability.wrote();
  }

  /**
   * Whether the database answers now. Waits no longer than the data source waits for a connection.
   */
  public boolean isThere() {
    try {
      call(handle -> handle.execute("SELECT 1"));
      return true;
    } catch (WebhookException away) {
      return false;
    }
  }

  /** Whether a write was refused in the last seconds, and none has succeeded since. */
  public boolean refusesWrites() {
    return availability.refusesWrites();
  }

  /** The time of the database's clock, which all nodes share. */
  public Instant now() {
    return call(
        handle ->
            handle
                .createQuery("SELECT clock_timestamp() AS now")
                .map((row, context) -> Columns.instant(row, "now").orElseThrow())
                .one());
  }

  private <T> T reach(Supplier<T> work) {
    try {
      T result = again(work);
      availability.answered();
      return result;
    } catch (WebhookException refused) {
      throw refused;
    } catch (RuntimeException e) {
      refuseIfGivenUp(e);
      availability.failed(Outage.in(e).orElseThrow(() -> e));
      throw new WebhookException(Reason.UNAVAILABLE, "The database is away; try again.");
    }
  }

  private <T> T again(Supplier<T> work) {
    for (int left = tries - 1; left > 0; left--) {
      try {
        return work.get();
      } catch (RuntimeException e) {
        if (!Outage.isByAnotherTransaction(e)) {
          throw e;
        }
      }
    }
    return work.get();
  }

  private static void refuseIfGivenUp(RuntimeException thrown) {
    Outage.givenUpIn(thrown)
        .ifPresent(
            e -> {
              LOG.warn(
                  "The database gave a call up: {} (SQLState {})", e.getMessage(), e.getSQLState());
              throw Outage.isByAnotherTransaction(e)
                  ? new BusyException()
                  : new WebhookException(Reason.UNAVAILABLE, "The database is busy; try again.");
            });
  }
}

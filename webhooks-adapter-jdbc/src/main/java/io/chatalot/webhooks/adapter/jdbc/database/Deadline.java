package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends work with a connection that takes too long. It asks the server to cancel the statement
 * first, so that no statement waits for a lock after its caller has left, and cuts the connection
 * if the server does not answer. A connection past its deadline is never used again, since a late
 * cancellation would hit another statement. Safe for use by many threads.
 */
public final class Deadline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Deadline.class);

  /**
   * A request to cancel may hang as the server does, and cutting the connection must not wait for
   * it.
   */
  private static final int THREADS = 2;

  private final Duration most;
  private final Duration grace;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(THREADS, Deadline::thread);

  /**
   * @param most the longest time that work may take
   * @param grace the time that the server has to cancel it
   */
  public Deadline(Duration most, Duration grace) {
    this.most = most;
    this.grace = grace;
    watch.setRemoveOnCancelPolicy(true);
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "webhooks-deadlines");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs the work. Its exceptions are thrown on, also those for a lost connection. */
  <T> T during(Connection connection, Supplier<T> work) {
    var watched = new Watched(connection);
    Optional<Future<?>> expiry = watch(watched::expire, most);
    try {
      return work.get();
    } finally {
      expiry.ifPresent(task -> task.cancel(false));
      watched.end();
    }
  }

  /** Returns empty after the close, since nothing is watched then. */
  private Optional<Future<?>> watch(Runnable task, Duration after) {
    try {
      return Optional.of(
          watch.schedule(() -> tellOfErrors(task), after.toNanos(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException closed) {
      return Optional.empty();
    }
  }

  /** Logs errors of a task, which the executor would keep silently. */
  private static void tellOfErrors(Runnable task) {
    try {
      task.run();
    } catch (Throwable failed) {
      LOG.error("Work could not be ended at its deadline", failed);
    }
  }

  /** Stops watching new work; running work still ends at its deadline. */
  @Override
  public void close() {
    watch.shutdown();
  }

  private final class Watched {
    private final Connection connection;
    private boolean expired;
    private boolean ended;

    Watched(Connection connection) {
      this.connection = connection;
    }

    void expire() {
      synchronized (this) {
        if (ended) {
          return;
        }
        expired = true;
      }
      LOG.warn(
          "The database has not answered for {} ms; its connection is given up", most.toMillis());
      if (watch(this::cut, grace).isEmpty()) {
        cut();
        return;
      }
      try {
        connection.unwrap(PGConnection.class).cancelQuery();
      } catch (SQLException | RuntimeException e) {
        LOG.debug("A statement could not be cancelled", e);
      }
    }

    private synchronized void cut() {
      if (!ended) {
        abort();
      }
    }

    synchronized void end() {
      ended = true;
      if (expired) {
        abort();
        showThePool();
      }
    }

    private void abort() {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException | RuntimeException e) {
        LOG.warn("A connection could not be cut: {}", e.toString());
      }
    }

    /** Makes the pool see the failure, since a pool keeps a connection that has not failed. */
    private void showThePool() {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT 1");
      } catch (SQLException cut) {
        LOG.debug("A connection was cut: {}", cut.getMessage());
      }
    }
  }
}

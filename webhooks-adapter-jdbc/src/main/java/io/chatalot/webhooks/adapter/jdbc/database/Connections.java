package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares connections of any data source for the stores: auto-commit on, read committed, not
 * read-only. With auto-commit off Jdbi would join a transaction and commit nothing. Above read
 * committed a statement fails after it has waited for a row's lock. A closed connection gets its
 * former state back. Safe for use by many threads.
 */
public final class Connections implements ConnectionFactory {
  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final DataSource dataSource;

  /** The isolation of each physical connection, which takes a query to learn. */
  private final Map<Connection, Integer> isolations =
      Collections.synchronizedMap(new WeakHashMap<>());

  /** Connections in use whose state was changed. */
  private final Map<Connection, State> changed = Collections.synchronizedMap(new WeakHashMap<>());

  public Connections(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /**
   * Opens a connection, to be closed by {@link #closeConnection}.
   *
   * @throws IllegalStateException if the data source gives a connection that is in the middle of a
   *     transaction, which belongs to somebody else
   */
  @Override
  public Connection openConnection() throws SQLException {
    Connection connection = dataSource.getConnection();
    try {
      prepare(connection);
      return connection;
    } catch (SQLException | RuntimeException | Error e) {
      closeConnection(connection);
      throw e;
    }
  }

  private void prepare(Connection connection) throws SQLException {
    boolean autoCommit = connection.getAutoCommit();
    if (!autoCommit) {
      requireNoTransaction(connection);
    }
    boolean readOnly = connection.isReadOnly();
    if (!autoCommit || readOnly) {
      changed.put(connection, new State(autoCommit, readOnly, Connection.TRANSACTION_NONE));
    }
    if (!autoCommit) {
      connection.setAutoCommit(true);
    }
    if (readOnly) {
      connection.setReadOnly(false);
    }
    int isolation = isolation(connection);
    if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
      changed.put(connection, new State(autoCommit, readOnly, isolation));
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  /**
   * Refuses a connection within a transaction, since a commit by the stores would commit its
   * owner's work too.
   */
  private static void requireNoTransaction(Connection connection) throws SQLException {
    if (connection.isWrapperFor(BaseConnection.class)
        && connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
      throw new IllegalStateException(
          "The data source gave a connection in the middle of a transaction; the stores need one"
              + " whose connections are in none, such as the pool itself");
    }
  }

  private int isolation(Connection connection) throws SQLException {
    if (!connection.isWrapperFor(BaseConnection.class)) {
      return connection.getTransactionIsolation();
    }
    Connection physical = connection.unwrap(BaseConnection.class);
    Integer known = isolations.get(physical);
    if (known == null) {
      known = connection.getTransactionIsolation();
      isolations.put(physical, known);
    }
    return known;
  }

  /** Gives a connection back in its former state. */
  @Override
  public void closeConnection(Connection connection) throws SQLException {
    try (connection) {
      State before = changed.remove(connection);
      if (before != null && !connection.isClosed()) {
        before.restore(connection);
      }
    } catch (SQLException e) {
      // A connection that cannot be reset is broken; the pool will find out.
      LOG.debug("A connection is not given back as it came", e);
    }
  }

  private record State(boolean autoCommit, boolean readOnly, int isolation) {
    void restore(Connection connection) throws SQLException {
      if (isolation != Connection.TRANSACTION_NONE) {
        connection.setTransactionIsolation(isolation);
      }
      if (readOnly) {
        connection.setReadOnly(true);
      }
      if (!autoCommit) {
        connection.setAutoCommit(false);
      }
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executor;

/**
 * How long a connection waits for an answer and for a lock; lifted for work that takes its time.
 */
record TimeLimits(int networkMillis, String lockTimeout) {
  private static final Executor SAME_THREAD = Runnable::run;

  /** Lifts the limits of the connection, and returns the former ones. */
  static TimeLimits lift(Connection connection) throws SQLException {
    String lockTimeout;
    try (Statement statement = connection.createStatement();
        ResultSet shown = statement.executeQuery("SHOW lock_timeout")) {
      shown.next();
      lockTimeout = shown.getString(1);
    }
    var before = new TimeLimits(connection.getNetworkTimeout(), lockTimeout);
    new TimeLimits(0, "0").set(connection);
    return before;
  }

  /** Sets these limits. */
  void set(Connection connection) throws SQLException {
    connection.setNetworkTimeout(SAME_THREAD, networkMillis);
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config('lock_timeout', ?, false)")) {
      statement.setString(1, lockTimeout);
      statement.execute();
    }
  }
}

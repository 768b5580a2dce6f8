package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Locks that a test holds, so that others stop where the test wants them, until it lets go. */
public final class HeldRows implements AutoCloseable {
  private final Connection connection;
  private final Database database;

  private HeldRows(DataSource source) throws SQLException {
    database = new Database(source);
    connection = source.getConnection();
    connection.setAutoCommit(false);
  }

  /** One row of the table. */
  public static HeldRows row(DataSource source, String table, String column, Object value)
      throws SQLException {
    var held = new HeldRows(source);
    try (PreparedStatement statement =
        held.connection.prepareStatement(
            "SELECT 1 FROM " + table + " WHERE " + column + " = ? FOR UPDATE")) {
      statement.setObject(1, value);
      statement.execute();
    }
    return held;
  }

  /** The id of an audit entry, so that the statement that inserts the entry stops there. */
  static HeldRows auditEntry(DataSource source, UUID id) throws SQLException {
    var held = new HeldRows(source);
    try (PreparedStatement statement =
        held.connection.prepareStatement(
            """
            INSERT INTO webhooks.audit_entry
              (id, channel_id, webhook_id, webhook_name, action, user_id, at)
            VALUES (?, gen_random_uuid(), gen_random_uuid(), 'held', 'CREATED',
              gen_random_uuid(), now())
            """)) {
      statement.setObject(1, id);
      statement.execute();
    }
    return held;
  }

  /** The whole table, so that nobody writes to it. */
  static HeldRows table(DataSource source, String table) throws SQLException {
    var held = new HeldRows(source);
    try (Statement statement = held.connection.createStatement()) {
      statement.execute("LOCK TABLE " + table + " IN SHARE MODE");
    }
    return held;
  }

  /** Returns when so many wait for a lock, or when the call, which should wait, is done. */
  public void awaitWaiting(int count, Future<?> call) {
    Await.until(count + " wait", () -> call.isDone() || waiting() == count);
  }

  private int waiting() {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .mapTo(Integer.class)
                .one());
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      connection.rollback();
    }
  }
}

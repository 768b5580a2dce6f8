package io.chatalot.webhooks.bench.stage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;

/**
 * One database of {@link OwnPostgres}.
 *
 * @param port of the server, on the loopback address
 * @param name of the database
 * @param user a superuser, if {@link OwnPostgres} made the database
 * @param password of that user
 */
public record OwnDatabase(int port, String name, String user, String password) {
  private static final String HOST = "127.0.0.1";

  /** The URL for a node's settings. */
  public String url() {
    return String.format(
        Locale.ROOT, "postgresql://%s:%s@%s:%d/%s", user, password, HOST, port, name);
  }

  /** The same database for another role. */
  OwnDatabase as(String role, String secret) {
    return new OwnDatabase(port, name, role, secret);
  }

  /** The environment for PostgreSQL's own programs. */
  public Map<String, String> environment() {
    return Map.of(
        "PGHOST", HOST,
        "PGPORT", Integer.toString(port),
        "PGUSER", user,
        "PGPASSWORD", password,
        "PGDATABASE", name);
  }

  /** Runs one statement or several. */
  public void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new BenchException("The database refused: " + e.getMessage(), e);
    }
  }

  /** The first column of the only row, as text. */
  public String value(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new BenchException("The database refused: " + e.getMessage(), e);
    }
  }

  /** A connection of the caller's own, in auto-commit mode. */
  public Connection connect() throws SQLException {
    String url = String.format(Locale.ROOT, "jdbc:postgresql://%s:%d/%s", HOST, port, name);
    return DriverManager.getConnection(url, user, password);
  }

  @Override
  public String toString() {
    return name;
  }
}

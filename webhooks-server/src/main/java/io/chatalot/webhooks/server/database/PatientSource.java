package io.chatalot.webhooks.server.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Waits for a database that is away. The pool doubles its pause after each failure, up to 5 s, and
 * would reconnect that late. So this source tries four times a second, and shows the pool a failure
 * only when trying again is pointless.
 */
final class PatientSource implements DataSource {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(PatientSource.class);
  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final DataSource driver;
  private volatile boolean patient;

  PatientSource(DataSource driver) {
    this.driver = driver;
  }

  /** Starts waiting out outages; before, a wrong address fails at once. */
  void becomePatient() {
    patient = true;
  }

  @Override
  public Connection getConnection() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return driver.getConnection();
      } catch (SQLException e) {
        if (!patient || !isPassing(e) || System.nanoTime() - end > 0 || !pause()) {
          throw e;
        }
      } catch (Error e) {
        // The pool's threads would keep the error in a future that nobody reads.
        LOG.error("No connection can be made to the database, for a fault of the server", e);
        throw e;
      }
    }
  }

  /**
   * Whether trying again may help: no connection, a server that shuts down or starts, or too many
   * connections (SQLSTATE classes).
   */
  private static boolean isPassing(SQLException e) {
    String state = e.getSQLState();
    return state != null
        && (state.startsWith("08") || state.startsWith("57P0") || state.startsWith("53"));
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("there is one user");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    return driver.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    driver.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    driver.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return driver.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return driver.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return driver.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return driver.isWrapperFor(type);
  }
}

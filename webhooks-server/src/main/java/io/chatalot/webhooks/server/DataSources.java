package io.chatalot.webhooks.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Pools of connections. */
final class DataSources {
  /** PostgreSQL's major version that the SQL here is written for. */
  static final int OLDEST = 14;

  /** How long a caller waits for a connection before the database counts as away. */
  private static final Duration WAIT = Duration.ofSeconds(2);

  private DataSources() {}

  /**
   * Opens a pool and tries it.
   *
   * <p>Calls wait at most 2 s for a connection, and 30 s for an answer to a statement, so that a
   * database that has silently gone does not hold them for ever. Parameters of the address's own,
   * such as {@code socketTimeout}, win.
   *
   * @param size how many connections at most, at least 1
   * @param name what the pool is called in the log, in metrics and in {@code pg_stat_activity}
   * @throws ServerException if the database cannot be reached, or is older than PostgreSQL 14
   */
  static HikariDataSource open(DatabaseAddress address, int size, String name) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    address.user().ifPresent(config::setUsername);
    address.password().ifPresent(config::setPassword);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(1_000);
    // One try: whoever starts the server sees at once what is wrong.
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", name);
    config.addDataSourceProperty("connectTimeout", "2");
    config.addDataSourceProperty("loginTimeout", "5");
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // The detail of an error repeats values, which do not belong into a log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException away) {
      throw unreachable(address, rootOf(away));
    } catch (RuntimeException wrong) {
      throw unreachable(address, rootOf(wrong));
    }
    try {
      requireNewEnough(address, pool);
      return pool;
    } catch (RuntimeException old) {
      pool.close();
      throw old;
    }
  }

  private static void requireNewEnough(DatabaseAddress address, HikariDataSource pool) {
    try (Connection connection = pool.getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new ServerException(
            "The database at %s is PostgreSQL %d; it must be %d or later"
                .formatted(address.shown(), version, OLDEST));
      }
    } catch (SQLException away) {
      throw unreachable(address, away);
    }
  }

  private static ServerException unreachable(DatabaseAddress address, Throwable cause) {
    return new ServerException(
        "The database at " + address.shown() + " cannot be reached: " + cause.getMessage());
  }

  /** The driver's own words, not the pool's about them. */
  private static Throwable rootOf(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return cause;
      }
    }
    return thrown;
  }
}

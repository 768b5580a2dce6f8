package io.chatalot.webhooks.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.chatalot.webhooks.server.settings.Causes;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.ServerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connection pools. */
public final class DataSources {
  /** The name of the pool of a server that serves. */
  public static final String SERVER = "webhooks";

  /** The oldest major version of PostgreSQL that the statements work with. */
  static final int OLDEST = 14;

  /** How long a caller waits for a connection before the database counts as away. */
  private static final Duration WAIT = Duration.ofSeconds(2);

  /** Makes each commit wait for the disk, unless it waits for more already, such as a standby. */
  private static final String DURABLE =
      """
      SELECT set_config('synchronous_commit', 'on', false)
      WHERE current_setting('synchronous_commit') IN ('off', 'local')
      """;

  /** The settings that could lose text or an answered message; null if there are none. */
  private static final String UNFIT =
      """
      SELECT string_agg(name || ' is ' || setting, ', ') FROM pg_settings
      WHERE name IN ('fsync', 'full_page_writes') AND setting <> 'on'
         OR name = 'server_encoding' AND setting <> 'UTF8'
      """;

  private DataSources() {}

  /**
   * Opens a pool and tries it.
   *
   * <p>The server must take writes; of several hosts the pool uses the host that does. A connection
   * to a host that no longer takes writes is closed.
   *
   * <p>Calls wait at most 2 s for a connection, and 30 s for an answer to a statement, so that a
   * database that silently disappeared does not hold them for ever. Parameters of the address, such
   * as {@code socketTimeout}, win.
   *
   * @param size the most connections, at least 1
   * @param name the name of the pool in the log, in metrics and in {@code pg_stat_activity}
   * @param onConnecting further statements that each new connection runs
   * @throws ServerException if the database cannot be reached, or is older than PostgreSQL 14
   */
  public static HikariDataSource open(
      DatabaseAddress address, int size, String name, String... onConnecting) {
    var source = new PatientSource(driver(address, name));
    HikariConfig config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(size, 2));
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(1_000);
    config.setInitializationFailTimeout(Duration.ofSeconds(5).toMillis());
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setConnectionInitSql(DURABLE + "; " + String.join("; ", onConnecting));
    config.setExceptionOverride(new ReadOnlyEviction());
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (PoolInitializationException away) {
      throw unreachable(address, rootOf(away));
    } catch (RuntimeException wrong) {
      throw unreachable(address, rootOf(wrong));
    }
    try {
      requireFit(address, pool);
      source.becomePatient();
      return pool;
    } catch (RuntimeException old) {
      pool.close();
      throw old;
    }
  }

  private static DataSource driver(DatabaseAddress address, String name) {
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("ApplicationName", name);
    parameters.put("connectTimeout", "2");
    parameters.put("socketTimeout", "30");
    parameters.put("tcpKeepAlive", "true");
    // A standby takes no writes: of several hosts use the primary, after a fail-over too.
    parameters.put("targetServerType", "primary");
    // The detail of an error repeats values, which must not be logged.
    parameters.put("logServerErrorDetail", "false");
    var driver = new PGSimpleDataSource();
    driver.setUrl(withDefaults(address.jdbcUrl(), parameters));
    address.user().ifPresent(driver::setUser);
    address.password().ifPresent(driver::setPassword);
    return driver;
  }

  /** Adds the parameters that the URL does not have. */
  private static String withDefaults(String url, Map<String, String> parameters) {
    var full = new StringBuilder(url);
    parameters.forEach(
        (parameter, value) -> {
          if (!url.contains("?" + parameter + "=") && !url.contains("&" + parameter + "=")) {
            full.append(full.indexOf("?") < 0 ? '?' : '&')
                .append(parameter)
                .append('=')
                .append(value);
          }
        });
    return full.toString();
  }

  private static void requireFit(DatabaseAddress address, HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet unfit = statement.executeQuery(UNFIT)) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new ServerException(
            String.format(
                Locale.ROOT,
                "The database at %s is PostgreSQL %d; it must be %d or later",
                address.shown(),
                version,
                OLDEST));
      }
      unfit.next();
      if (unfit.getString(1) != null) {
        throw new ServerException(
            String.format(
                Locale.ROOT,
                "The database at %s would not keep what it is given: %s",
                address.shown(),
                unfit.getString(1)));
      }
    } catch (SQLException away) {
      throw unreachable(address, away);
    }
  }

  /** Evicts connections to a former primary that has become a standby. */
  private static final class ReadOnlyEviction implements SQLExceptionOverride {
    private static final String READ_ONLY = "25006";

    @java.lang.Override
    public Override adjudicate(SQLException e) {
      return READ_ONLY.equals(e.getSQLState()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
  }

  private static ServerException unreachable(DatabaseAddress address, Throwable cause) {
    return new ServerException(
        "The database at " + address.shown() + " cannot be reached: " + Causes.of(cause));
  }

  /** The driver's exception, without the pool's exceptions around it. */
  private static Throwable rootOf(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException) {
        return cause;
      }
    }
    return thrown;
  }
}

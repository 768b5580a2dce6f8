package io.chatalot.webhooks.adapter.jdbc.chatalot;

import io.chatalot.webhooks.adapter.jdbc.TestPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database with the tables of a live Chatalot, rows as its server leaves them, and the role of
 * the webhooks. The ids of the rows are fixed; {@link #id} makes them.
 */
public final class ChatalotHost {
  /** The restricted role; all databases of a cluster share it. */
  public static final String ROLE = "chatalot_webhooks";

  public static final String PASSWORD = "secret";

  private static final Object ROLES = new Object();

  private final PGSimpleDataSource host;
  private final PGSimpleDataSource role;

  private ChatalotHost(PGSimpleDataSource host) {
    this.host = host;
    role = new PGSimpleDataSource();
    role.setServerNames(host.getServerNames());
    role.setPortNumbers(host.getPortNumbers());
    role.setDatabaseName(host.getDatabaseName());
    role.setUser(ROLE);
    role.setPassword(PASSWORD);
  }

  /** Makes a new database on the tests' PostgreSQL. */
  public static ChatalotHost create() {
    return in((PGSimpleDataSource) TestPostgres.emptyDatabase());
  }

  /**
   * Makes the tables in an empty database.
   *
   * @param database connects as a superuser, as Chatalot's own server does
   */
  public static ChatalotHost in(PGSimpleDataSource database) {
    var made = new ChatalotHost(database);
    made.run(resource("host-schema.sql"));
    made.run(resource("host-seed.sql"));
    // The other tests' database has a deadlock_timeout that is shorter than a live Chatalot's.
    made.run("ALTER DATABASE " + database.getDatabaseName() + " SET deadlock_timeout = '1s'");
    made.grant();
    return made;
  }

  private void grant() {
    String grants = resource("grants.sql");
    int end = grants.indexOf(';', grants.indexOf("CREATE ROLE")) + 1;
    synchronized (ROLES) {
      boolean there =
          Jdbi.create(host)
              .withHandle(
                  handle ->
                      handle
                          .createQuery("SELECT count(*) > 0 FROM pg_roles WHERE rolname = :role")
                          .bind("role", ROLE)
                          .mapTo(Boolean.class)
                          .one());
      run(there ? grants.substring(end) : grants);
    }
  }

  /** The fixed id that ends with these hexadecimal digits, such as {@code a1} of a channel. */
  public static UUID id(String end) {
    return UUID.fromString("01900000-0000-7000-8000-" + "0".repeat(12 - end.length()) + end);
  }

  /** Connects as Chatalot's own server, a superuser. */
  public PGSimpleDataSource asHost() {
    return host;
  }

  /** Connects as the restricted role. */
  public DataSource asRole() {
    return role;
  }

  /** Runs statements as Chatalot's own server. */
  public void run(String sql, Object... arguments) {
    Jdbi.create(host)
        .useHandle(
            handle -> {
              if (arguments.length == 0) {
                handle.createScript(sql).execute();
              } else {
                handle.execute(sql, arguments);
              }
            });
  }

  /** Reads one value as Chatalot's own server. */
  public <T> T value(Class<T> type, String sql, Object... arguments) {
    return Jdbi.create(host)
        .withHandle(
            handle -> {
              var query = handle.createQuery(sql);
              for (int i = 0; i < arguments.length; i++) {
                query.bind(i, arguments[i]);
              }
              return query.mapTo(type).one();
            });
  }

  private static String resource(String name) {
    try (InputStream in = ChatalotHost.class.getResourceAsStream("/chatalot/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.chatalot.webhooks.adapter.jdbc.database;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Offers {@link Connections} as a data source, for code that opens and closes connections itself.
 * Each call of its connections goes through a proxy, which the stores avoid.
 */
public final class PreparedSource {
  private PreparedSource() {}

  public static DataSource of(DataSource dataSource) {
    return of(dataSource, PreparedSource::given);
  }

  /** As {@link #of}, and its connections wait for answers and locks without a limit. */
  public static DataSource patient(DataSource dataSource) {
    return of(dataSource, PreparedSource::patient);
  }

  private static DataSource of(DataSource dataSource, Giving giving) {
    var connections = new Connections(dataSource);
    return proxy(
        DataSource.class,
        (self, method, arguments) ->
            method.getName().equals("getConnection") && arguments == null
                ? giving.from(connections)
                : invoke(() -> method.invoke(dataSource, arguments)));
  }

  private static Connection given(Connections connections) throws SQLException {
    return closedBy(connections.openConnection(), connections::closeConnection);
  }

  private static Connection patient(Connections connections) throws SQLException {
    Connection connection = connections.openConnection();
    TimeLimits before = TimeLimits.lift(connection);
    return closedBy(
        connection,
        used -> {
          try {
            before.set(used);
          } finally {
            connections.closeConnection(used);
          }
        });
  }

  private static Connection closedBy(Connection connection, Closing closing) {
    return proxy(
        Connection.class,
        (self, method, arguments) -> {
          if (method.getName().equals("close")) {
            closing.close(connection);
            return null;
          }
          return invoke(() -> method.invoke(connection, arguments));
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            PreparedSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  /** Invokes a method, and throws on its exception. */
  private static Object invoke(Invocation invocation) throws Throwable {
    try {
      return invocation.run();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private interface Giving {
    Connection from(Connections connections) throws SQLException;
  }

  private interface Closing {
    void close(Connection connection) throws SQLException;
  }

  private interface Invocation {
    Object run() throws ReflectiveOperationException;
  }
}

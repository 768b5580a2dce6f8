package io.chatalot.webhooks.server;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** Notes each statement and each commit that goes through a data source. */
final class StatementLog {
  private final List<String> executed = new CopyOnWriteArrayList<>();

  DataSource around(DataSource source) {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          Object result = invoke(source, method, arguments);
          return result instanceof Connection connection ? around(connection) : result;
        });
  }

  private Connection around(Connection connection) {
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          if (method.getName().equals("commit")) {
            executed.add("COMMIT");
          }
          Object result = invoke(connection, method, arguments);
          return result instanceof PreparedStatement statement
              ? around(statement, (String) arguments[0])
              : result;
        });
  }

  private PreparedStatement around(PreparedStatement statement, String sql) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("execute")) {
            executed.add(sql.strip().replaceAll("\\s+", " "));
          }
          return invoke(statement, method, arguments);
        });
  }

  /** What was executed since the last call, without the notices between nodes. */
  List<String> drain() {
    List<String> drained = executed.stream().filter(sql -> !sql.contains("pg_notify")).toList();
    executed.clear();
    return drained;
  }

  private static Object invoke(Object target, java.lang.reflect.Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    Class<?>[] types =
        type == PreparedStatement.class
            ? new Class<?>[] {type, Statement.class}
            : new Class<?>[] {type};
    return type.cast(Proxy.newProxyInstance(StatementLog.class.getClassLoader(), types, handler));
  }
}

package io.chatalot.webhooks.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataSourcesTest {
  @Test
  void aPoolSaysWhatItIsFor() throws Exception {
    try (var pool = DataSources.open(TestDatabases.create(), 3, "some-name");
        Connection connection = pool.getConnection();
        ResultSet row = connection.createStatement().executeQuery("SHOW application_name")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("some-name");
      assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
    }
  }

  @Test
  void anUnreachableDatabaseIsNamedInOneLineAndSoon() throws Exception {
    int nobodyListens;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobodyListens = socket.getLocalPort();
    }
    var address =
        new DatabaseAddress(
            "jdbc:postgresql://127.0.0.1:" + nobodyListens + "/x?password=secret99",
            Optional.of("me"),
            Optional.of("secret99"));

    assertThatThrownBy(() -> DataSources.open(address, 2, "test"))
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("The database at jdbc:postgresql://127.0.0.1:" + nobodyListens)
        .hasMessageContaining("cannot be reached")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aWrongPasswordIsNamedInOneLine() {
    DatabaseAddress right = TestDatabases.create();
    var wrong = new DatabaseAddress(right.jdbcUrl(), right.user(), Optional.of("wrong-one"));

    assertThatThrownBy(() -> DataSources.open(wrong, 2, "test"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("password authentication failed")
        .hasMessageNotContaining("wrong-one");
  }

  private static void execute(HikariDataSource pool, String sql) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void aDatabaseThatTakesNoWritesIsRefusedInOneLine() throws Exception {
    DatabaseAddress address = TestDatabases.create();
    try (HikariDataSource pool = DataSources.open(address, 1, "test")) {
      String name = address.jdbcUrl().replaceAll(".*/", "");
      execute(pool, "ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    }

    assertThatThrownBy(() -> DataSources.open(address, 1, "test"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("primary")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aConnectionThatTakesNoWritesAnyMoreIsGivenUp() throws Exception {
    try (HikariDataSource pool = DataSources.open(TestDatabases.create(), 1, "test")) {
      execute(pool, "SET default_transaction_read_only = on");

      assertThatThrownBy(() -> execute(pool, "CREATE TABLE x ()"))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));

      execute(pool, "CREATE TABLE x ()");
    }
  }
}

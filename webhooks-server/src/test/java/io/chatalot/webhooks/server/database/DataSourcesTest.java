package io.chatalot.webhooks.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.chatalot.webhooks.server.TestDatabases;
import io.chatalot.webhooks.server.settings.DatabaseAddress;
import io.chatalot.webhooks.server.settings.ServerException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

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

  /** A host that has silently gone answers nothing, not even that it is gone. */
  @Test
  void nobodyWaitsLongForADatabaseThatHasSilentlyGone() throws Exception {
    try (var pool = DataSources.open(TestDatabases.create(), 1, "test");
        Connection connection = pool.getConnection()) {
      assertThat(connection.getNetworkTimeout()).as("for an answer, in ms").isEqualTo(30_000);
      assertThat(pool.getConnectionTimeout()).as("for the pool, in ms").isEqualTo(2_000);
      var driver = pool.unwrap(PGSimpleDataSource.class);
      assertThat(driver.getConnectTimeout()).as("for TCP, in s").isEqualTo(2);
      assertThat(driver.getLoginTimeout()).as("for a session, in s").isEqualTo(2);
      assertThat(driver.getTcpKeepAlive()).isTrue();
    }
  }

  @Test
  void whatTheAddressSaysItselfWins() throws Exception {
    DatabaseAddress address = TestDatabases.create();
    var own =
        new DatabaseAddress(
            withParameter(address, "socketTimeout=7"), address.user(), address.password());
    try (var pool = DataSources.open(own, 1, "test");
        Connection connection = pool.getConnection()) {
      assertThat(connection.getNetworkTimeout()).isEqualTo(7_000);
    }
  }

  /** Its detail repeats values: a message, or somebody's name. */
  @Test
  void anErrorOfTheDatabaseDoesNotShowWhatWasToBeStored() throws Exception {
    try (HikariDataSource pool = DataSources.open(TestDatabases.create(), 1, "test")) {
      execute(pool, "CREATE TABLE secret (word text UNIQUE)");
      execute(pool, "INSERT INTO secret VALUES ('hunter2')");
      assertThatThrownBy(() -> execute(pool, "INSERT INTO secret VALUES ('hunter2')"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("duplicate key")
          .hasMessageNotContaining("hunter2");
    }
  }

  /** An operator may have switched off that a commit waits for the disk. */
  @Test
  void aCommitWaitsForTheDiskWithEverySettingOfTheDatabase() throws Exception {
    DatabaseAddress address = TestDatabases.create();
    String name = address.jdbcUrl().replaceAll(".*/", "");
    for (String setting : List.of("off", "local", "remote_apply")) {
      try (HikariDataSource pool = DataSources.open(address, 1, "test")) {
        execute(pool, "ALTER DATABASE " + name + " SET synchronous_commit = " + setting);
      }
      try (HikariDataSource pool = DataSources.open(address, 1, "test");
          Connection connection = pool.getConnection();
          ResultSet row = connection.createStatement().executeQuery("SHOW synchronous_commit")) {
        row.next();
        assertThat(row.getString(1)).isEqualTo(setting.startsWith("remote") ? setting : "on");
      }
    }
  }

  /** SQL_ASCII, as of an old template, keeps non-ASCII text as bytes without an encoding. */
  @Test
  void aDatabaseThatIsNotInUtf8IsRefusedInOneLine() throws Exception {
    DatabaseAddress address = TestDatabases.create();
    String name = address.jdbcUrl().replaceAll(".*/", "") + "_ascii";
    try (HikariDataSource pool = DataSources.open(address, 1, "test")) {
      execute(
          pool,
          "CREATE DATABASE "
              + name
              + " TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LOCALE 'C'");
    }
    var ascii =
        new DatabaseAddress(
            address.jdbcUrl().replaceAll("/[^/]*$", "/" + name),
            address.user(),
            address.password());

    assertThatThrownBy(() -> DataSources.open(ascii, 1, "test"))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("would not keep what it is given: server_encoding is SQL_ASCII")
        .hasMessageNotContaining("\n");
  }

  private static String withParameter(DatabaseAddress address, String parameter) {
    return address.jdbcUrl() + (address.jdbcUrl().contains("?") ? "&" : "?") + parameter;
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

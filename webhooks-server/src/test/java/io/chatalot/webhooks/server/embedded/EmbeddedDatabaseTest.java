package io.chatalot.webhooks.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
  @TempDir private Path temp;

  @BeforeEach
  void prepare() throws IOException {
    Prepared.copyTo(temp);
  }

  @Test
  void whatWasCommittedIsThereAtTheNextStart() throws Exception {
    Path data = temp.resolve("not yet there");
    String url;
    try (EmbeddedDatabase database = ServerDatabase.in(data)) {
      run(database, "CREATE TABLE t AS SELECT 'é' AS x");
      url = database.jdbcUrl();
    }
    assertThat(Files.exists(data.resolve("postgresql/data/postmaster.pid"))).isFalse();

    try (EmbeddedDatabase database = ServerDatabase.in(data)) {
      assertThat(query(database, "SELECT x FROM t")).isEqualTo("é");
      assertThat(database.jdbcUrl()).as("the port is kept").isEqualTo(url);
      assertThat(query(database, "SELECT upper('é')")).isEqualTo("É");
      for (String option : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(query(database, "SHOW " + option)).as(option).isEqualTo("on");
      }
    }
  }

  @Test
  void nobodyGetsInWithoutThePassword() throws Exception {
    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      String url = database.jdbcUrl();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", ""))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "postgres"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
      assertThat(
              query(
                  database, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(query(database, "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(database, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void theFolderIsClosedToOtherUsers() throws Exception {
    Path data = temp.resolve("data");
    ServerDatabase.in(data).close();

    assertThat(permissions(data)).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("postgresql"))).isEqualTo("rwx------");
    assertThat(permissions(data.resolve("postgresql/password"))).isEqualTo("rw-------");
  }

  @Test
  void aFolderThatIsOpenToOthersIsRefused() throws Exception {
    Path folder = temp.resolve("postgresql");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThatThrownBy(() -> ServerDatabase.in(temp))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("chmod 700");
  }

  @Test
  void aPlaceThatCannotBeAFolderIsRefused() throws Exception {
    Path file = Files.createFile(temp.resolve("file"));

    assertThatThrownBy(() -> ServerDatabase.in(file))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("WEBHOOKS_DATA_DIR");
  }

  @Test
  void anOptionThatWouldLoseDataIsRefused() throws Exception {
    Files.writeString(
        temp.resolve("postgresql/data/postgresql.auto.conf"),
        "fsync = off\nfull_page_writes = off");

    assertThatThrownBy(() -> ServerDatabase.in(temp))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("fsync=off")
        .hasMessageContaining("full_page_writes=off");
    assertThat(temp.resolve("postgresql/data/postmaster.pid")).doesNotExist();
  }

  @Test
  void aSecondServerIsRefused() throws Exception {
    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      assertThatThrownBy(() -> ServerDatabase.in(temp))
          .isInstanceOf(EmbeddedDatabaseException.class)
          .hasMessageContaining("Another server (process " + ProcessHandle.current().pid())
          .hasMessageNotContaining("\n");
      assertThat(query(database, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void aCommandWorksBesideAServerAndLeavesItRunning() throws Exception {
    try (EmbeddedDatabase server = ServerDatabase.in(temp)) {
      try (EmbeddedDatabase command = EmbeddedDatabase.forCommand(temp)) {
        run(command, "CREATE TABLE t AS SELECT 42 AS x");
      }
      assertThat(query(server, "SELECT x FROM t")).isEqualTo("42");
    }
  }

  @Test
  void closingTwiceIsClosingOnce() {
    EmbeddedDatabase database = ServerDatabase.in(temp);
    database.close();
    database.close();
    ServerDatabase.in(temp).close();
  }

  @Test
  void aPortThatSomebodyElseHasTakenIsGivenUp() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Files.writeString(temp.resolve("postgresql/port"), "" + taken.getLocalPort());
      try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
        assertThat(query(database, "SELECT 1")).isEqualTo("1");
        assertThat(database.jdbcUrl()).doesNotContain(":" + taken.getLocalPort() + "/");
      }
    }
  }

  @Test
  void aStalePidThatAnotherProgramHasNowDoesNotBlock() throws Exception {
    String pidFile;
    Path path = temp.resolve("postgresql/data/postmaster.pid");
    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      run(database, "CREATE TABLE t AS SELECT 42 AS x");
      pidFile = Files.readString(path);
    }
    // This process is alive, and no PostgreSQL.
    Files.writeString(path, pidFile.replaceFirst("^[0-9]+", "" + ProcessHandle.current().pid()));

    try (EmbeddedDatabase database = ServerDatabase.in(temp)) {
      assertThat(query(database, "SELECT x FROM t")).isEqualTo("42");
    }
  }

  @Test
  void dataOfAnotherVersionIsNamed() throws Exception {
    Files.writeString(temp.resolve("postgresql/data/PG_VERSION"), "15\n");

    assertThatThrownBy(() -> ServerDatabase.in(temp))
        .isInstanceOf(EmbeddedDatabaseException.class)
        .hasMessageContaining("made by PostgreSQL 15");
  }

  @Test
  void onlySomePlatformsHaveBinaries() {
    assertThat(Binaries.name("Linux", "amd64", false)).contains("postgres-linux-x86_64.txz");
    assertThat(Binaries.name("Linux", "aarch64", false)).contains("postgres-linux-arm_64.txz");
    assertThat(Binaries.name("Linux", "amd64", true))
        .contains("postgres-linux-x86_64-alpine_linux.txz");
    assertThat(Binaries.name("Windows 11", "amd64", false)).contains("postgres-windows-x86_64.txz");
    assertThat(Binaries.name("Mac OS X", "aarch64", false)).isEmpty();
    assertThat(Binaries.name("Linux", "riscv64", false)).isEmpty();
    assertThat(
            Stream.of(
                    Binaries.name("Linux", "amd64", false),
                    Binaries.name("Linux", "aarch64", false),
                    Binaries.name("Linux", "amd64", true),
                    Binaries.name("Windows 11", "amd64", false))
                .map(name -> Binaries.class.getResource("/" + name.orElseThrow())))
        .doesNotContainNull();
  }

  static void run(EmbeddedDatabase database, String statement) throws SQLException {
    try (Connection connection = connect(database);
        Statement running = connection.createStatement()) {
      running.execute(statement);
    }
  }

  static String query(EmbeddedDatabase database, String query) throws SQLException {
    try (Connection connection = connect(database);
        Statement running = connection.createStatement();
        ResultSet row = running.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(EmbeddedDatabase database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}

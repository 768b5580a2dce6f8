package io.chatalot.webhooks.server.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Checks that a database server keeps and protects its data. An operator's file or {@code ALTER
 * SYSTEM} may have switched off an option that is needed for that.
 *
 * @param folder names the database in messages
 */
record Guard(Path folder, String user, String password) {
  private static final String WRONG =
      """
      SELECT string_agg(wrong, ', ') FROM (
        SELECT name || '=' || setting FROM pg_settings
        WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes') AND setting <> 'on'
           OR name = 'listen_addresses' AND setting <> '127.0.0.1'
           OR name = 'unix_socket_directories' AND setting <> ''
        UNION ALL
        SELECT 'pg_hba.conf: ' || coalesce(error, auth_method) FROM pg_hba_file_rules
        WHERE error IS NOT NULL OR auth_method <> 'scram-sha-256'
      ) AS t (wrong)
      """;

  /** The URL for the driver, without user and password. */
  static String jdbcUrl(int port) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /**
   * @throws EmbeddedDatabaseException if an option is wrong, or the server refuses the connection
   */
  void require(int port) {
    Optional<String> wrong = wrong(port);
    if (wrong.isPresent()) {
      throw new EmbeddedDatabaseException(wrong.get());
    }
  }

  /**
   * The first wrong option, in a line; empty if all are right.
   *
   * @throws EmbeddedDatabaseException if the server refuses the connection
   */
  Optional<String> wrong(int port) {
    var source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl(port));
    source.setUser(user);
    source.setPassword(password);
    source.setConnectTimeout(10);
    source.setSocketTimeout(30);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(WRONG)) {
      row.next();
      return Optional.ofNullable(row.getString(1))
          .map(
              wrong ->
                  String.format(
                      Locale.ROOT,
                      "The embedded PostgreSQL in %s would not keep or guard what it is given: %s",
                      folder,
                      wrong));
    } catch (SQLException refused) {
      throw new EmbeddedDatabaseException(
          "The embedded PostgreSQL in " + folder + " lets nobody in: " + refused.getMessage(),
          refused);
    }
  }

  @Override
  public String toString() {
    return "Guard[" + folder + "]";
  }
}

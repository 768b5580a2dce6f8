package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.PreparedSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrates a schema to its newest version, on PostgreSQL 14 or later. Migrations only add, so data
 * is kept. A migration takes as long as it needs, whatever limits the data source has. Several
 * nodes may migrate at once; one works and the others wait.
 *
 * <p>A schema with the newest version is left alone without Flyway, which takes most of a second to
 * find that out.
 *
 * <p>A failure is a {@link FlywayException}, also where the database is away; the migrations until
 * then stay.
 */
public final class Migrations {
  private static final String SCHEMA = "webhooks";
  private static final String LOCATION = "classpath:db/webhooks";
  static final String NEWEST = "6";

  private Migrations() {}

  /** Migrates the schema {@code webhooks} of the stores in this package. */
  public static void migrate(DataSource dataSource) {
    DataSource prepared = PreparedSource.patient(dataSource);
    if (!has(prepared, SCHEMA, NEWEST)) {
      migrate(Flyway.configure(Migrations.class.getClassLoader()), prepared, SCHEMA, LOCATION);
    }
  }

  /**
   * Migrates another schema, with a history of its own.
   *
   * @param schema created if it does not exist
   * @param location the place of the scripts for Flyway, such as {@code classpath:db/directory};
   *     without a prefix it is on the class path
   * @param newest the version of the newest script there, such as {@code 1}
   */
  public static void migrate(DataSource dataSource, String schema, String location, String newest) {
    DataSource prepared = PreparedSource.patient(dataSource);
    if (!has(prepared, schema, newest)) {
      migrate(Flyway.configure(), prepared, schema, location);
    }
  }

  private static void migrate(
      FluentConfiguration flyway, DataSource dataSource, String schema, String location) {
    flyway
        .dataSource(dataSource)
        .schemas(schema)
        .defaultSchema(schema)
        .createSchemas(true)
        .locations(location)
        .load()
        .migrate();
  }

  private static boolean has(DataSource dataSource, String schema, String version) {
    String history = '"' + schema.replace("\"", "\"\"") + "\".flyway_schema_history";
    try (Connection connection = dataSource.getConnection()) {
      return isTrue(connection, "SELECT to_regclass(?) IS NOT NULL", history)
          && isTrue(
              connection,
              "SELECT count(*) > 0 FROM " + history + " WHERE version = ? AND success",
              version);
    } catch (SQLException e) {
      throw new FlywayException("The history of the schema " + schema + " cannot be read", e);
    }
  }

  private static boolean isTrue(Connection connection, String question, String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, parameter);
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }
}

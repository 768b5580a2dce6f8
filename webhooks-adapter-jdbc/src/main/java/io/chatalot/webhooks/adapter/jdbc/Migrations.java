package io.chatalot.webhooks.adapter.jdbc;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Brings a schema of a database up to date, PostgreSQL 14 or later. Migrations only ever add: data
 * is kept. Several nodes may do it at the same time; one works and the others wait.
 *
 * <p>What fails is a {@link org.flywaydb.core.api.FlywayException}, a database that is away
 * included; what was migrated until then stays.
 */
public final class Migrations {
  private static final String SCHEMA = "webhooks";
  private static final String LOCATION = "classpath:db/webhooks";

  private Migrations() {}

  /** Brings the schema of the stores in this package up to date: {@code webhooks}. */
  public static void migrate(DataSource dataSource) {
    migrate(Flyway.configure(Migrations.class.getClassLoader()), dataSource, SCHEMA, LOCATION);
  }

  /**
   * Brings somebody else's schema up to date, with a history of its own.
   *
   * @param schema is created if it does not exist
   * @param location where Flyway finds the scripts, such as {@code classpath:db/directory}; without
   *     a prefix it is on the class path
   */
  public static void migrate(DataSource dataSource, String schema, String location) {
    migrate(Flyway.configure(), dataSource, schema, location);
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
}

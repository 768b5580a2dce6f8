package io.chatalot.webhooks.server.directory;

import io.chatalot.webhooks.adapter.jdbc.Migrations;
import javax.sql.DataSource;

/** The tables of the standalone directory: the schema {@code directory}. */
public final class DirectorySchema {
  static final String LOCATION = "classpath:db/directory";
  static final String NEWEST = "2";

  private DirectorySchema() {}

  /** Migrates the tables, as {@link Migrations} does. */
  public static void migrate(DataSource dataSource) {
    Migrations.migrate(dataSource, "directory", LOCATION, NEWEST);
  }
}

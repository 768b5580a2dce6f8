package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;

/** The statements of a database that wait for a lock. */
public final class Waiting {
  private Waiting() {}

  public static int count(Database database) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    "SELECT count(*) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock'")
                .mapTo(Integer.class)
                .one());
  }
}

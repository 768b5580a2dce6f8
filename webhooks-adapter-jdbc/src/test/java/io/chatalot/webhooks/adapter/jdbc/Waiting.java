package io.chatalot.webhooks.adapter.jdbc;

/** The statements of a database that wait for a lock. */
final class Waiting {
  private Waiting() {}

  static int count(Database database) {
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

package io.chatalot.webhooks.adapter.jdbc.feed;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import java.util.List;

/**
 * Sends notices by PostgreSQL's {@code NOTIFY}, apart from the transaction that they are about:
 * PostgreSQL lets transactions that notify commit only one after the other, by a lock of the whole
 * database.
 */
public final class Notifications {
  private Notifications() {}

  /**
   * Sends notices. Does not wait for the disk, since a notice may be lost.
   *
   * @param name PostgreSQL's notification channel
   * @param notices each less than 8,000 bytes
   */
  public static void send(Database database, String name, List<String> notices) {
    database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT set_config('synchronous_commit', 'off', true)
                    FROM (
                      SELECT count(pg_notify(:name, notice)) FROM unnest(:notices) AS notice
                    ) AS sent
                    """)
                .bindArray("notices", String.class, notices)
                .bind("name", name)
                .mapTo(String.class)
                .list());
  }
}

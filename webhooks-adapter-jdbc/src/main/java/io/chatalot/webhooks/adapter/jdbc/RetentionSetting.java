package io.chatalot.webhooks.adapter.jdbc;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/**
 * For how long messages were kept when a round of retention was last finished, by any node. It
 * tells the first round after a change of the setting, which may remove much, from all others.
 */
final class RetentionSetting {
  private RetentionSetting() {}

  /** Begins a round, by the database's clock. */
  static Round begin(Handle handle, Duration age) {
    return handle
        .createQuery(
            """
            SELECT now() - make_interval(secs => :seconds) AS kept_from,
              NOT EXISTS (SELECT FROM webhooks.retention WHERE kept_seconds = :seconds) AS first
            """)
        .bind("seconds", age.toSeconds())
        .map(
            (row, context) ->
                new Round(Columns.instant(row, "kept_from").orElseThrow(), row.getBoolean("first")))
        .one();
  }

  /** A round with this setting is finished. */
  static int applied(Handle handle, Duration age) {
    return handle
        .createUpdate(
            """
            INSERT INTO webhooks.retention (kept_seconds) VALUES (:seconds)
            ON CONFLICT (only_one) DO UPDATE SET kept_seconds = excluded.kept_seconds
            """)
        .bind("seconds", age.toSeconds())
        .execute();
  }

  /** Messages are kept for ever from now on, so any other setting will be a change. */
  static int forget(Handle handle) {
    return handle.execute("DELETE FROM webhooks.retention");
  }

  /**
   * @param keptFrom messages from before are removed
   * @param first whether no round with this setting was finished since the setting was changed
   */
  record Round(Instant keptFrom, boolean first) {}
}

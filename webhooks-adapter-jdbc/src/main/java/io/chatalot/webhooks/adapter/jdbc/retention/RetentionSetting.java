package io.chatalot.webhooks.adapter.jdbc.retention;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * For how long nodes keep messages: each setting with the time when a round of retention with it
 * was last finished, by any node. That tells the first round after a change of the setting, which
 * may remove much, from all others, and nodes with different settings from each other.
 */
public final class RetentionSetting {
  /** A setting that no node has applied for so long is not in use any more. */
  public static final Duration IN_USE = Duration.ofHours(1);

  private RetentionSetting() {}

  /** Begins a round, by the database's clock. */
  public static Round begin(Handle handle, Duration age) {
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
  public static int applied(Handle handle, Duration age) {
    return handle
        .createUpdate(
            """
            INSERT INTO webhooks.retention (kept_seconds, applied_at) VALUES (:seconds, now())
            ON CONFLICT (kept_seconds) DO UPDATE SET applied_at = excluded.applied_at
            """)
        .bind("seconds", age.toSeconds())
        .execute();
  }

  /**
   * Forgets the settings that are not in use, so that a later use of one is a change again. Call it
   * after {@link #applied}, in a transaction of its own: two nodes must not wait for each other.
   */
  public static int forgetUnused(Handle handle) {
    return handle
        .createUpdate(
            """
            DELETE FROM webhooks.retention
            WHERE applied_at NOT BETWEEN now() - make_interval(secs => :inUse) AND clock_timestamp()
            """)
        .bind("inUse", (double) IN_USE.toSeconds())
        .execute();
  }

  /**
   * The settings that were applied since a time of the database's clock, the shortest first. None
   * of the future, which the clock showed before it was set back.
   */
  static List<Duration> appliedSince(Handle handle, Instant since) {
    return handle
        .createQuery(
            """
            SELECT kept_seconds FROM webhooks.retention
            WHERE applied_at > :since AND applied_at <= clock_timestamp()
            ORDER BY kept_seconds
            """)
        .bind("since", since)
        .mapTo(Long.class)
        .map(Duration::ofSeconds)
        .list();
  }

  /**
   * @param keptFrom messages from before are removed
   * @param first whether no round with this setting was finished since the setting was changed
   */
  public record Round(Instant keptFrom, boolean first) {}
}

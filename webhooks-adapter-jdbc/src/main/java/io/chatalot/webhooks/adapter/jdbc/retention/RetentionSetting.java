package io.chatalot.webhooks.adapter.jdbc.retention;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The retention settings of all nodes: each setting with the time at which a round with it last
 * finished, on any node. So the first round after a change of the setting, which may remove much,
 * differs from other rounds, and nodes with different settings are seen.
 */
public final class RetentionSetting {
  /** A setting that no node has applied for this time is no longer in use. */
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

  /** Notes that a round with this setting finished. */
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
   * Deletes settings that are not in use, so that a later use is a change again. Call it after
   * {@link #applied} in a transaction of its own, so that two nodes do not wait for each other.
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
   * The settings applied since a time of the database's clock, the shortest first. Times in the
   * future, from before the clock was set back, do not count.
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
   * @param keptFrom messages before this time are removed
   * @param first whether no round with this setting has finished since the setting was changed
   */
  public record Round(Instant keptFrom, boolean first) {}
}

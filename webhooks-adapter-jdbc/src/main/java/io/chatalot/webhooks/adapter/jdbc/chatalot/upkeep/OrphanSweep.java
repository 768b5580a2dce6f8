package io.chatalot.webhooks.adapter.jdbc.chatalot.upkeep;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.IdempotencyKey;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatements;

/**
 * The tables of ours that are swept for what Chatalot has removed, in this order. Each statement
 * reads a batch of rows by their key, and removes the orphans among them that no other transaction
 * has locked: a later pass finds the others.
 */
enum OrphanSweep {
  MESSAGES(
      """
      WITH batch AS MATERIALIZED (
        SELECT channel_id, position, id, created_at FROM webhooks.message
        WHERE (channel_id, position) > (:id, :position)
        ORDER BY channel_id, position
        LIMIT :batch
      ), orphan AS MATERIALIZED (
        SELECT ours.channel_id, ours.position FROM webhooks.message AS ours
        JOIN batch USING (channel_id, position)
        WHERE NOT EXISTS (
            SELECT FROM public.messages AS host
            WHERE host.id = batch.id AND host.deleted_at IS NULL
          )
          AND (batch.created_at < now() - make_interval(secs => :kept)
            OR NOT EXISTS (SELECT FROM public.channels WHERE channels.id = batch.channel_id))
        FOR UPDATE OF ours SKIP LOCKED
      ), removed AS (
        DELETE FROM webhooks.message AS ours USING orphan
        WHERE ours.channel_id = orphan.channel_id AND ours.position = orphan.position
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM removed) AS removed, channel_id AS id, position
      FROM batch ORDER BY channel_id DESC, position DESC LIMIT 1
      """),

  CHANGES(
      """
      WITH batch AS MATERIALIZED (
        SELECT channel_id, position, message_id FROM webhooks.message_change
        WHERE (channel_id, position) > (:id, :position)
        ORDER BY channel_id, position
        LIMIT :batch
      ), orphan AS MATERIALIZED (
        SELECT change.channel_id, change.position FROM webhooks.message_change AS change
        JOIN batch USING (channel_id, position)
        WHERE NOT EXISTS (
          SELECT FROM webhooks.message AS ours
          WHERE ours.channel_id = batch.channel_id AND ours.id = batch.message_id
        )
        FOR UPDATE OF change SKIP LOCKED
      ), removed AS (
        DELETE FROM webhooks.message_change AS change USING orphan
        WHERE change.channel_id = orphan.channel_id AND change.position = orphan.position
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM removed) AS removed, channel_id AS id, position
      FROM batch ORDER BY channel_id DESC, position DESC LIMIT 1
      """),

  /** With their counters. Nobody can read the audit trail of a channel that is gone. */
  WEBHOOKS(
      """
      WITH batch AS MATERIALIZED (
        SELECT id, channel_id FROM webhooks.webhook WHERE id > :id ORDER BY id LIMIT :batch
      ), orphan AS MATERIALIZED (
        SELECT webhook.id FROM webhooks.webhook
        JOIN batch ON batch.id = webhook.id
        WHERE NOT EXISTS (SELECT FROM public.channels WHERE channels.id = batch.channel_id)
        FOR UPDATE OF webhook SKIP LOCKED
      ), removed AS (
        DELETE FROM webhooks.webhook USING orphan WHERE webhook.id = orphan.id
        RETURNING webhook.id
      ), counters AS (
        DELETE FROM webhooks.webhook_usage WHERE webhook_id IN (SELECT id FROM removed)
      )
      SELECT (SELECT count(*) FROM removed) AS removed, id, 0 AS position
      FROM batch ORDER BY id DESC LIMIT 1
      """),

  /** Those of channels that are gone, once they hold no message. */
  FEEDS(
      """
      WITH batch AS MATERIALIZED (
        SELECT channel_id FROM webhooks.channel_feed
        WHERE channel_id > :id
        ORDER BY channel_id
        LIMIT :batch
      ), orphan AS MATERIALIZED (
        SELECT feed.channel_id FROM webhooks.channel_feed AS feed
        JOIN batch USING (channel_id)
        WHERE NOT EXISTS (SELECT FROM public.channels WHERE channels.id = batch.channel_id)
          AND NOT EXISTS (
            SELECT FROM webhooks.message AS ours WHERE ours.channel_id = batch.channel_id
          )
        FOR UPDATE OF feed SKIP LOCKED
      ), removed AS (
        DELETE FROM webhooks.channel_feed AS feed USING orphan
        WHERE feed.channel_id = orphan.channel_id
        RETURNING 1
      )
      SELECT (SELECT count(*) FROM removed) AS removed, channel_id AS id, 0 AS position
      FROM batch ORDER BY channel_id DESC LIMIT 1
      """);

  /** The most rows that a statement reads. */
  static final int BATCH = 1_000;

  private static final Duration KEPT = IdempotencyKey.LIFETIME.multipliedBy(2);

  private final String statement;

  OrphanSweep(String statement) {
    this.statement = statement;
  }

  /** Removes the orphans among the next rows. */
  Batch batch(Handle handle, Place after) {
    return handle
        .createQuery(statement)
        .configure(SqlStatements.class, statements -> statements.setUnusedBindingAllowed(true))
        .bind("id", after.id())
        .bind("position", after.position())
        .bind("batch", BATCH)
        .bind("kept", (double) KEPT.toSeconds())
        .map(
            (row, context) ->
                new Batch(
                    row.getInt("removed"),
                    Optional.of(new Place(Columns.uuid(row, "id"), row.getLong("position")))))
        .findOne()
        .orElse(Batch.NONE);
  }

  /** The key of a row. */
  record Place(UUID id, long position) {
    static final Place START = new Place(new UUID(0, 0), 0);
  }

  /**
   * @param removed the number of removed rows
   * @param last the last row that was read; empty if there was none
   */
  record Batch(int removed, Optional<Place> last) {
    static final Batch NONE = new Batch(0, Optional.empty());
  }
}

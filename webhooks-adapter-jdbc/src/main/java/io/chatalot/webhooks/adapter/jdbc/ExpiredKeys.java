package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.domain.IdempotencyKey;
import io.chatalot.webhooks.domain.MessageKey;
import java.time.Duration;

/** Deletes the rows of keys that have no effect any more. */
final class ExpiredKeys {
  static final ExpiredKeys OF_CALLS =
      new ExpiredKeys("idempotency_key", "created_at", IdempotencyKey.LIFETIME);

  static final ExpiredKeys OF_MESSAGES =
      new ExpiredKeys("message_key", "used_at", MessageKey.LIFETIME);

  private static final int CHUNK = 1_000;

  private static final String FORGET =
      """
      WITH expired AS (
        SELECT channel_id, webhook_id, key FROM webhooks.{table}
        WHERE {time} <= now() - make_interval(secs => :lifetime)
        ORDER BY {time}
        LIMIT :chunk
        FOR UPDATE SKIP LOCKED
      )
      DELETE FROM webhooks.{table} AS used
      USING expired
      WHERE used.channel_id = expired.channel_id
        AND used.webhook_id = expired.webhook_id AND used.key = expired.key
      """;

  private final String statement;
  private final Duration lifetime;

  private ExpiredKeys(String table, String time, Duration lifetime) {
    this.statement = FORGET.replace("{table}", table).replace("{time}", time);
    this.lifetime = lifetime;
  }

  /** Deletes in chunks, so that a call that uses an old key again waits only briefly. */
  int forget(Database database) {
    int forgotten = 0;
    int chunk;
    do {
      chunk = forgetChunk(database);
      forgotten += chunk;
    } while (chunk == CHUNK);
    return forgotten;
  }

  private int forgetChunk(Database database) {
    return database.call(
        handle ->
            handle
                .createUpdate(statement)
                .bind("lifetime", (double) lifetime.toSeconds())
                .bind("chunk", CHUNK)
                .execute());
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Removes messages that are older than they are kept, and all edits and deletions of them. Nothing
 * else changes: a webhook's count still has them, and positions go on from where they were.
 *
 * <p>What is left of a channel is its end. A removed message is like one that never was: {@code
 * before} and {@code after} don't know it, and whoever reads the events after a position that is
 * older than what is left goes on with the oldest event that is left.
 *
 * <p>Any number of nodes may remove at the same time, and one retention may be used by many
 * threads. Nobody who appends waits for it; who edits or deletes a message that is being removed
 * waits for one chunk of them, which takes milliseconds, and finds it gone.
 */
public final class MessageRetention {
  /**
   * The shortest time that messages can be kept, so that one is always there for as long as its
   * {@code Idempotency-Key} is remembered, even if the nodes' clocks differ by hours.
   */
  public static final Duration SHORTEST = Duration.ofDays(2);

  /** Positions that are looked at in one transaction. */
  private static final int CHUNK = 1_000;

  private static final int CHANNELS = 1_000;

  private final Database database;
  private final Duration age;

  /**
   * @param age how long messages are kept at least, counted from their {@code createdAt}
   * @throws IllegalArgumentException if that is less than {@link #SHORTEST}
   */
  public MessageRetention(Database database, Duration age) {
    if (age.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("messages must be kept for at least " + SHORTEST);
    }
    this.database = database;
    this.age = age;
  }

  /**
   * Removes what is too old now, in small transactions. Ends early, having removed a part, when its
   * thread is interrupted or when all that is left to remove is just being edited.
   *
   * @return how many messages it removed
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away; what was removed until then stays removed
   */
  public int removeOld(Instant now) {
    Instant keptFrom = now.minus(age);
    int removed = 0;
    UUID from = new UUID(0, 0);
    List<Head> heads;
    do {
      UUID start = from;
      heads = database.call(handle -> heads(handle, start, keptFrom));
      for (Head head : heads) {
        removed += head.old() ? removeOld(new ChannelId(head.channel()), keptFrom) : 0;
        from = head.channel();
      }
    } while (heads.size() == CHANNELS && !Thread.currentThread().isInterrupted());
    return removed;
  }

  private int removeOld(ChannelId channel, Instant keptFrom) {
    int removed = 0;
    int chunk;
    do {
      chunk = database.inTransaction(handle -> removeChunk(handle, channel, keptFrom));
      removed += chunk;
    } while (chunk > 0 && !Thread.currentThread().isInterrupted());
    return removed;
  }

  /**
   * Whether the oldest message of a channel is too old, for the channels from one on. The primary
   * key finds it: positions are in the order of time, but for a difference of clocks. So there is
   * no index by age, which each message would have to be written into.
   */
  private static List<Head> heads(Handle handle, UUID from, Instant keptFrom) {
    return handle
        .createQuery(
            """
            SELECT feed.channel_id, coalesce(first.created_at < :keptFrom, false) AS old
            FROM (
              SELECT channel_id FROM webhooks.channel_feed
              WHERE channel_id >= :from
              ORDER BY channel_id
              LIMIT :channels
            ) AS feed
            LEFT JOIN LATERAL (
              SELECT created_at FROM webhooks.message
              WHERE message.channel_id = feed.channel_id
              ORDER BY position
              LIMIT 1
            ) AS first ON true
            ORDER BY feed.channel_id
            """)
        .bind("keptFrom", keptFrom)
        .bind("from", from)
        .bind("channels", CHANNELS)
        .map((row, context) -> new Head(Columns.uuid(row, "channel_id"), row.getBoolean("old")))
        .list();
  }

  /**
   * Removes old messages among the first of a channel, and the changes that only concerned removed
   * ones: a change comes after its message, so they are those before the first message that is
   * left. The channel is a constant of each statement, so that each looks at one partition.
   */
  static int removeChunk(Handle handle, ChannelId channel, Instant keptFrom) {
    int removed =
        handle
            .createUpdate(
                """
                WITH old AS MATERIALIZED (
                  SELECT position FROM webhooks.message
                  WHERE channel_id = :channel AND created_at < :keptFrom
                    AND position < :chunk + (
                      SELECT position FROM webhooks.message
                      WHERE channel_id = :channel
                      ORDER BY position
                      LIMIT 1
                    )
                  ORDER BY position
                  FOR UPDATE SKIP LOCKED
                )
                DELETE FROM webhooks.message
                WHERE channel_id = :channel AND position IN (SELECT position FROM old)
                """)
            .bind("channel", channel.value())
            .bind("keptFrom", keptFrom)
            .bind("chunk", CHUNK)
            .execute();
    if (removed > 0) {
      handle
          .createUpdate(
              """
              WITH old AS MATERIALIZED (
                SELECT position FROM webhooks.message_change
                WHERE channel_id = :channel
                  AND position < coalesce((
                    SELECT position FROM webhooks.message
                    WHERE channel_id = :channel
                    ORDER BY position
                    LIMIT 1
                  ), :end)
                ORDER BY position
                FOR UPDATE SKIP LOCKED
              )
              DELETE FROM webhooks.message_change
              WHERE channel_id = :channel AND position IN (SELECT position FROM old)
              """)
          .bind("channel", channel.value())
          .bind("end", Long.MAX_VALUE)
          .execute();
    }
    return removed;
  }

  private record Head(UUID channel, boolean old) {}
}

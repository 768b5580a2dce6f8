package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.retention.RetentionDifference;
import io.chatalot.webhooks.adapter.jdbc.retention.RetentionSetting;
import io.chatalot.webhooks.adapter.jdbc.retention.RetentionSetting.Round;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.domain.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes messages that are older than they are kept, and all edits and deletions of them. Nothing
 * else changes: a webhook's count still has them, and positions go on from where they were. How old
 * a message is, is a matter of the database's clock alone.
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
   * {@code Idempotency-Key} is remembered.
   */
  public static final Duration SHORTEST = Duration.ofDays(2);

  /** Positions that are looked at in one transaction. */
  private static final int CHUNK = 1_000;

  private static final int CHANNELS = 1_000;
  private static final int TENTH = 10;

  private static final Logger LOG = LoggerFactory.getLogger(MessageRetention.class);

  private final Database database;
  private final Optional<Duration> age;
  private final Logger log;
  private final RetentionDifference difference;

  /** Whether a round of this node was finished: its age does not change any more. */
  private volatile boolean settled;

  /**
   * @param age how long messages are kept at least, counted from their {@code createdAt}, to the
   *     second
   * @throws IllegalArgumentException if that is less than {@link #SHORTEST}
   */
  public MessageRetention(Database database, Duration age) {
    this(database, Optional.of(age), LOG);
  }

  MessageRetention(Database database, Optional<Duration> age, Logger log) {
    if (age.filter(given -> given.compareTo(SHORTEST) < 0).isPresent()) {
      throw new IllegalArgumentException("messages must be kept for at least " + SHORTEST);
    }
    this.database = database;
    this.age = age;
    this.log = log;
    this.difference = new RetentionDifference(age, log);
  }

  /**
   * Keeps messages for ever. It removes nothing; its rounds warn of nodes that do, and let a later
   * retention know that its age is new.
   */
  public static MessageRetention forEver(Database database) {
    return new MessageRetention(database, Optional.empty(), LOG);
  }

  /**
   * Removes what is too old now, in small transactions. Ends early, having removed a part, when its
   * thread is interrupted or when all that is left to remove is just being edited. Call it every
   * ten minutes or so, and at least every hour.
   *
   * <p>A round that will remove more than a tenth of all messages is logged as a warning before it
   * does, unless it is the first since the age was changed: the database's clock may be wrong. So
   * is another node that keeps messages for another time, at the second round and then every hour.
   *
   * @return how many messages it removed
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away; what was removed until then stays removed
   */
  public int removeOld() {
    int removed = age.map(this::removeOlder).orElse(0);
    if (!Thread.currentThread().isInterrupted()) {
      difference.look(database);
      database.call(RetentionSetting::forgetUnused);
    }
    return removed;
  }

  private int removeOlder(Duration kept) {
    Round round = database.call(handle -> RetentionSetting.begin(handle, kept));
    Set<ChannelId> channels = withOld(round.keptFrom());
    if (settled || !round.first()) {
      warnOfMany(channels, round.keptFrom(), kept);
    }
    int removed = 0;
    for (ChannelId channel : channels) {
      removed += removeOld(channel, round.keptFrom());
    }
    if (!Thread.currentThread().isInterrupted()) {
      database.call(handle -> RetentionSetting.applied(handle, kept));
      settled = true;
    }
    return removed;
  }

  /** The channels whose oldest message is too old. */
  private Set<ChannelId> withOld(Instant keptFrom) {
    var channels = new LinkedHashSet<ChannelId>();
    UUID from = new UUID(0, 0);
    List<Head> heads;
    do {
      UUID start = from;
      heads = database.call(handle -> heads(handle, start, keptFrom));
      for (Head head : heads) {
        if (head.old()) {
          channels.add(new ChannelId(head.channel()));
        }
        from = head.channel();
      }
    } while (heads.size() == CHANNELS && !Thread.currentThread().isInterrupted());
    return channels;
  }

  private void warnOfMany(Set<ChannelId> channels, Instant keptFrom, Duration kept) {
    long old = 0;
    for (ChannelId channel : channels) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      old += database.call(handle -> countOld(handle, channel, keptFrom));
    }
    long counted = old;
    if (old > 0 && !database.call(handle -> areThere(handle, counted * TENTH))) {
      log.warn(
          "Removing {} messages, more than a tenth of all, though the age of {} days that they are"
              + " kept for has not changed: is the database's clock right?",
          old,
          kept.toDays());
    }
  }

  /** The old messages before the first young one; reads no further than that one. */
  private static long countOld(Handle handle, ChannelId channel, Instant keptFrom) {
    return handle
        .createQuery(
            """
            SELECT count(*) FROM webhooks.message
            WHERE channel_id = :channel AND position < coalesce((
                SELECT position FROM webhooks.message
                WHERE channel_id = :channel AND created_at >= :keptFrom
                ORDER BY position
                LIMIT 1
              ), :end)
            """)
        .bind("channel", channel.value())
        .bind("keptFrom", keptFrom)
        .bind("end", Long.MAX_VALUE)
        .mapTo(Long.class)
        .one();
  }

  /** Whether there are so many messages; reads no more than that many. */
  private static boolean areThere(Handle handle, long count) {
    return handle
        .createQuery(
            "SELECT count(*) = :count FROM (SELECT FROM webhooks.message LIMIT :count) AS counted")
        .bind("count", count)
        .mapTo(Boolean.class)
        .one();
  }

  private int removeOld(ChannelId channel, Instant keptFrom) {
    int removed = 0;
    int chunk;
    do {
      if (Thread.currentThread().isInterrupted()) {
        return removed;
      }
      chunk = database.inTransaction(handle -> removeChunk(handle, channel, keptFrom));
      removed += chunk;
    } while (chunk > 0);
    return removed;
  }

  /**
   * Whether the oldest message of a channel is too old, for the channels from one on. The primary
   * key finds it: positions are in the order of time, unless the database's clock was set back. So
   * there is no index by age, which each message would have to be written into.
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

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
 * Removes messages beyond an age, with their edits and deletions. Nothing else changes: the count
 * of a webhook includes removed messages, and positions continue. The database's clock alone
 * decides the age.
 *
 * <p>The newest part of each channel stays. A removed message is treated as if it had never
 * existed: {@code before} and {@code after} do not accept its id, and a reader of events who is
 * behind the remaining part continues with the oldest remaining event.
 *
 * <p>Any number of nodes may remove messages at the same time, and many threads may use one
 * retention. Appending never waits for it. An edit or deletion of a message that is being removed
 * waits for one chunk, which takes milliseconds, and then finds no message.
 */
public final class MessageRetention {
  /**
   * The shortest age, so that a message exists for as long as its {@code Idempotency-Key} is
   * remembered.
   */
  public static final Duration SHORTEST = Duration.ofDays(2);

  /** The most positions that one transaction reads. */
  private static final int CHUNK = 1_000;

  private static final int CHANNELS = 1_000;
  private static final int TENTH = 10;

  private static final Logger LOG = LoggerFactory.getLogger(MessageRetention.class);

  private final Database database;
  private final Optional<Duration> age;
  private final Logger log;
  private final RetentionDifference difference;

  /** Whether this node has finished a round; from then on its age is known not to be new. */
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
   * Keeps messages for ever. Its rounds remove nothing; they warn about nodes that remove messages,
   * and let a later retention know that its age is new.
   */
  public static MessageRetention forEver(Database database) {
    return new MessageRetention(database, Optional.empty(), LOG);
  }

  /**
   * Removes the messages that are too old now, in small transactions. Ends early if its thread is
   * interrupted, or if all remaining old messages are being edited. Call it every ten minutes or
   * so, and at least every hour.
   *
   * <p>Before a round removes more than a tenth of all messages it logs a warning, unless it is the
   * first round after the age was changed: the database's clock may be wrong. It also warns about
   * another node with another age, at the second round and then every hour.
   *
   * @return the number of removed messages
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code UNAVAILABLE} if the database
   *     is away; messages removed until then stay removed
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

  /** Counts the old messages before the first young message, and reads no further. */
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

  /** Whether the table has this number of messages; reads no more rows than that. */
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
   * For a range of channels, whether the oldest message of each is too old. The primary key finds
   * the oldest message, since positions have the order of time unless the database's clock was set
   * back. An index by age would cost each message a write.
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
   * Removes old messages among the first of a channel, and the changes that concern removed
   * messages only. A change comes after its message, so these are the changes before the first
   * remaining message. The channel is a constant of each statement, so that the statement reads one
   * partition.
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

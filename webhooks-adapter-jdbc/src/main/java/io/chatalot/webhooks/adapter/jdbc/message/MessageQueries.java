package io.chatalot.webhooks.adapter.jdbc.message;

import io.chatalot.webhooks.adapter.jdbc.JdbcMessageLog;
import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.adapter.jdbc.row.MessageRow;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.MessageRange;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The queries of {@link JdbcMessageLog}. */
public final class MessageQueries {
  private MessageQueries() {}

  public static Optional<Message> find(Handle handle, ChannelId channel, MessageId message) {
    return handle
        .createQuery(
            """
            SELECT * FROM webhooks.message
            WHERE channel_id = :channel AND id = :id AND content IS NOT NULL
            """)
        .bind("channel", channel.value())
        .bind("id", message.value())
        .map((row, context) -> MessageRow.current(row))
        .findOne();
  }

  public static List<Message> page(Handle handle, ChannelId channel, MessageRange range) {
    long before = before(handle, channel, range);
    long after = after(handle, channel, range);
    var page =
        new ArrayList<>(
            handle
                .createQuery(
                    String.format(
                        Locale.ROOT,
                        """
                        SELECT * FROM webhooks.message
                        WHERE channel_id = :channel AND position > :after AND position < :before
                          AND content IS NOT NULL
                        ORDER BY position %s
                        LIMIT :limit
                        """,
                        range.oldestFirst() ? "ASC" : "DESC"))
                .bind("channel", channel.value())
                .bind("before", before)
                .bind("after", after)
                .bind("limit", range.limit())
                .map((row, context) -> MessageRow.current(row))
                .list());
    if (range.oldestFirst()) {
      Collections.reverse(page);
    }
    return page;
  }

  /** The position that a page ends before. */
  public static long before(Handle handle, ChannelId channel, MessageRange range) {
    return range.before().map(id -> position(handle, channel, id, "before")).orElse(Long.MAX_VALUE);
  }

  /** The position that a page begins after. */
  public static long after(Handle handle, ChannelId channel, MessageRange range) {
    return range.after().map(id -> position(handle, channel, id, "after")).orElse(0L);
  }

  /** The position of a message, deleted or not. */
  private static long position(Handle handle, ChannelId channel, MessageId id, String field) {
    return handle
        .createQuery(
            "SELECT position FROM webhooks.message WHERE channel_id = :channel AND id = :id")
        .bind("channel", channel.value())
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .orElseThrow(
            () ->
                WebhookException.invalid(
                    field,
                    ViolationCode.UNKNOWN_MESSAGE,
                    "must be the id of a message of this channel"));
  }

  public static long latestPosition(Handle handle, ChannelId channel) {
    return handle
        .createQuery("SELECT last_position FROM webhooks.channel_feed WHERE channel_id = :channel")
        .bind("channel", channel.value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  public static List<MessageEvent> events(Handle handle, ChannelId channel, long after, int limit) {
    return handle
        .createQuery(
            """
            (
              SELECT 'SENT' AS kind, position AS event_position, message.*
              FROM webhooks.message
              WHERE channel_id = :channel AND position > :after AND content IS NOT NULL
              ORDER BY position
              LIMIT :limit
            ) UNION ALL (
              SELECT change.kind, change.position, message.*
              FROM webhooks.message_change AS change
              JOIN webhooks.message
                ON message.channel_id = change.channel_id AND message.id = change.message_id
              WHERE change.channel_id = :channel AND change.position > :after
                AND (change.kind = 'DELETED' OR message.content IS NOT NULL)
              ORDER BY change.position
              LIMIT :limit
            )
            ORDER BY event_position
            LIMIT :limit
            """)
        .bind("channel", channel.value())
        .bind("after", after)
        .bind("limit", limit)
        .map((row, context) -> event(row, channel))
        .list();
  }

  private static MessageEvent event(ResultSet row, ChannelId channel) throws SQLException {
    long position = row.getLong("event_position");
    String kind = row.getString("kind");
    return switch (kind) {
      case "SENT" -> new MessageEvent.Sent(position, MessageRow.current(row));
      case "EDITED" -> new MessageEvent.Edited(position, MessageRow.current(row));
      case "DELETED" ->
          new MessageEvent.Deleted(position, channel, new MessageId(Columns.uuid(row, "id")));
      default -> throw new IllegalStateException("unknown kind of change: " + kind);
    };
  }
}

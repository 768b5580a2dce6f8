package io.chatalot.webhooks.adapter.jdbc.message;

import io.chatalot.webhooks.adapter.jdbc.row.Columns;
import io.chatalot.webhooks.adapter.jdbc.row.MessageRow;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/**
 * Edits and deletions, each in a transaction of its own that it is given. The rows are locked in
 * the order message, channel_feed; storing messages never waits for a message, so the two can't
 * wait for each other.
 */
public final class MessageChanges {
  private MessageChanges() {}

  public static Optional<Message> edit(
      Handle handle, ChannelId channel, MessageId id, UnaryOperator<Message> edit) {
    return handle
        .createQuery(
            """
            SELECT * FROM webhooks.message
            WHERE channel_id = :channel AND id = :id AND content IS NOT NULL
            FOR UPDATE
            """)
        .bind("channel", channel.value())
        .bind("id", id.value())
        .map((row, context) -> MessageRow.current(row))
        .findOne()
        .map(before -> replace(handle, before, edit.apply(before).content()));
  }

  private static Message replace(Handle handle, Message before, MessageContent content) {
    Instant editedAt =
        handle
            .createQuery(
                """
                UPDATE webhooks.message
                SET content = :content, edited_at = date_trunc('milliseconds', clock_timestamp())
                WHERE channel_id = :channel AND id = :id
                RETURNING edited_at
                """)
            .bind("content", content.value())
            .bind("channel", before.channelId().value())
            .bind("id", before.id().value())
            .map((row, context) -> Columns.instant(row, "edited_at").orElseThrow())
            .one();
    remember(handle, "EDITED", before.channelId(), before.id());
    return before.edit(content).withEditedAt(editedAt);
  }

  /** The row stays, for its position and for those who repeat the call that sent it. */
  public static boolean delete(Handle handle, ChannelId channel, MessageId id) {
    int deleted =
        handle
            .createUpdate(
                """
                UPDATE webhooks.message SET content = NULL
                WHERE channel_id = :channel AND id = :id AND content IS NOT NULL
                """)
            .bind("channel", channel.value())
            .bind("id", id.value())
            .execute();
    if (deleted == 0) {
      return false;
    }
    remember(handle, "DELETED", channel, id);
    return true;
  }

  private static void remember(Handle handle, String kind, ChannelId channel, MessageId id) {
    handle
        .createUpdate(
            """
            WITH feed AS (
              UPDATE webhooks.channel_feed SET last_position = last_position + 1
              WHERE channel_id = :channel
              RETURNING last_position
            )
            INSERT INTO webhooks.message_change (channel_id, position, message_id, kind)
            SELECT :channel, last_position, :id, :kind FROM feed
            """)
        .bind("channel", channel.value())
        .bind("id", id.value())
        .bind("kind", kind)
        .execute();
  }
}

package io.chatalot.webhooks.adapter.jdbc.message;

import io.chatalot.webhooks.adapter.jdbc.row.MessageRow;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.WebhookId;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Edits and deletes messages, each with its event by one statement. The statement locks the message
 * before the row of its channel in {@code channel_feed}; storing messages never waits for a
 * message, so the two cannot deadlock.
 */
public final class MessageChanges {
  private static final String EDIT =
      """
      WITH changed AS (
        UPDATE webhooks.message
        SET content = :content, edited_at = date_trunc('milliseconds', clock_timestamp())
        WHERE channel_id = :channel AND id = :id AND webhook_id = :webhook AND content IS NOT NULL
        RETURNING *
      )\
      """
          + insertEvent("EDITED")
          + """
          SELECT * FROM changed
          """;

  /** Keeps the row, for its position and for repeats of the call that sent the message. */
  private static final String DELETE =
      """
      WITH changed AS (
        UPDATE webhooks.message SET content = NULL
        WHERE channel_id = :channel AND id = :id AND content IS NOT NULL
          AND (:webhook::uuid IS NULL OR webhook_id = :webhook::uuid)
        RETURNING channel_id, id
      )\
      """
          + insertEvent("DELETED")
          + """
          SELECT id FROM changed
          """;

  private MessageChanges() {}

  private static String insertEvent(String kind) {
    return """
    , feed AS (
      UPDATE webhooks.channel_feed SET last_position = last_position + 1
      FROM changed WHERE channel_feed.channel_id = :channel
      RETURNING last_position, changed.id
    ), event AS (
      INSERT INTO webhooks.message_change (channel_id, position, message_id, kind)
      SELECT :channel, last_position, id, 'KIND' FROM feed
    )
    """
        .replace("KIND", kind);
  }

  /** Edits a message that the webhook sent; empty if there is none. */
  public static Optional<Message> edit(
      Handle handle, ChannelId channel, WebhookId sender, MessageId id, MessageContent content) {
    return handle
        .createQuery(EDIT)
        .bind("channel", channel.value())
        .bind("webhook", sender.value())
        .bind("id", id.value())
        .bind("content", content.value())
        .map((row, context) -> MessageRow.current(row))
        .findOne();
  }

  /**
   * Deletes a message.
   *
   * @param sender the webhook that must have sent the message; empty for any webhook
   * @return whether there was one
   */
  public static boolean delete(
      Handle handle, ChannelId channel, Optional<WebhookId> sender, MessageId id) {
    return handle
        .createQuery(DELETE)
        .bind("channel", channel.value())
        .bind("webhook", sender.map(WebhookId::value).orElse(null))
        .bind("id", id.value())
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }
}

package io.chatalot.webhooks.adapter.jdbc.row;

import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageContent;
import io.chatalot.webhooks.domain.MessageId;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Reads the columns of {@code message}. */
public final class MessageRow {
  private MessageRow() {}

  /** Reads a message that is not deleted, as it is now. */
  public static Message current(ResultSet row) throws SQLException {
    var content = new MessageContent(row.getString("content"));
    return message(row, content, Columns.instant(row, "edited_at"));
  }

  /**
   * Reads a message, deleted or not, as it was first sent; the row no longer has its first content.
   */
  public static Message asFirstSent(ResultSet row, MessageContent content) throws SQLException {
    return message(row, content, Optional.empty());
  }

  private static Message message(ResultSet row, MessageContent content, Optional<Instant> editedAt)
      throws SQLException {
    return new Message(
        new MessageId(Columns.uuid(row, "id")),
        new ChannelId(Columns.uuid(row, "channel_id")),
        new WebhookId(Columns.uuid(row, "webhook_id")),
        new DisplayName(row.getString("username")),
        Optional.ofNullable(row.getString("avatar_url")).map(AvatarUrl::new),
        content,
        Columns.instant(row, "created_at").orElseThrow(),
        editedAt);
  }
}

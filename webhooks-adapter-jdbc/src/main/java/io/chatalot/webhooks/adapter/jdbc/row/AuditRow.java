package io.chatalot.webhooks.adapter.jdbc.row;

import io.chatalot.webhooks.domain.AuditAction;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** One row of {@code audit_entry}, in and out. */
public final class AuditRow {
  private AuditRow() {}

  /** Inserts it in the transaction of the change that it tells of. */
  public static void insert(Handle handle, AuditDraft entry) {
    handle
        .createUpdate(
            """
            INSERT INTO webhooks.audit_entry
              (id, channel_id, webhook_id, webhook_name, action, user_id, at)
            VALUES (:id, :channel, :webhook, :name, :action, :user,
              date_trunc('milliseconds', clock_timestamp()))
            """)
        .bind("id", entry.id())
        .bind("channel", entry.channelId().value())
        .bind("webhook", entry.webhookId().value())
        .bind("name", entry.webhookName().value())
        .bind("action", entry.action().name())
        .bind("user", entry.by().value())
        .execute();
  }

  public static AuditEntry read(ResultSet row) throws SQLException {
    return new AuditEntry(
        Columns.uuid(row, "id"),
        new ChannelId(Columns.uuid(row, "channel_id")),
        new WebhookId(Columns.uuid(row, "webhook_id")),
        new DisplayName(row.getString("webhook_name")),
        AuditAction.valueOf(row.getString("action")),
        new UserId(Columns.uuid(row, "user_id")),
        Columns.instant(row, "at").orElseThrow());
  }
}

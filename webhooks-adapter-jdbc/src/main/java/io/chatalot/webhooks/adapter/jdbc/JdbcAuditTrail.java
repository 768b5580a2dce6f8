package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.database.Database;
import io.chatalot.webhooks.adapter.jdbc.row.AuditRow;
import io.chatalot.webhooks.application.driven.AuditTrail;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.ChannelId;
import java.util.List;

/** Reads the audit entries that {@link JdbcWebhookStore} wrote. */
public final class JdbcAuditTrail implements AuditTrail {
  private final Database database;

  public JdbcAuditTrail(Database database) {
    this.database = database;
  }

  @Override
  public List<AuditEntry> latest(ChannelId channel, int limit) {
    return database.call(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM webhooks.audit_entry
                    WHERE channel_id = :channel ORDER BY seq DESC LIMIT :limit
                    """)
                .bind("channel", channel.value())
                .bind("limit", limit)
                .map((row, context) -> AuditRow.read(row))
                .list());
  }
}

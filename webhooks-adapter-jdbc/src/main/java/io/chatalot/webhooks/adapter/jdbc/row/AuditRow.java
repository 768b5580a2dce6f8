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
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.statement.SqlStatement;

/** Writes and reads rows of {@code audit_entry}. */
public final class AuditRow {
  private AuditRow() {}

  /**
   * A common table expression that inserts all bound entries, in their order, if the change has
   * changed a row.
   *
   * @param change the name of the expression before, which changes at most one row
   */
  public static String insertBeside(String change) {
    return """
    , audited AS (
      INSERT INTO webhooks.audit_entry
        (id, channel_id, webhook_id, webhook_name, action, user_id, at)
      SELECT entry.id, entry.channel_id, entry.webhook_id, entry.name, entry.action,
        entry.user_id, date_trunc('milliseconds', clock_timestamp())
      FROM CHANGE, unnest(:entry_ids, :entry_channels, :entry_webhooks, :entry_names,
        :entry_actions, :entry_users) WITH ORDINALITY
        AS entry (id, channel_id, webhook_id, name, action, user_id, position)
      ORDER BY entry.position
    )
    """
        .replace("CHANGE", change);
  }

  /** Binds the entries of {@link #insertBeside}. */
  public static <T extends SqlStatement<T>> T bind(T statement, List<AuditDraft> entries) {
    return statement
        .bindArray("entry_ids", UUID.class, all(entries, AuditDraft::id))
        .bindArray("entry_channels", UUID.class, all(entries, e -> e.channelId().value()))
        .bindArray("entry_webhooks", UUID.class, all(entries, e -> e.webhookId().value()))
        .bindArray("entry_names", String.class, all(entries, e -> e.webhookName().value()))
        .bindArray("entry_actions", String.class, all(entries, e -> e.action().name()))
        .bindArray("entry_users", UUID.class, all(entries, e -> e.by().value()));
  }

  private static <T> List<T> all(List<AuditDraft> entries, Function<AuditDraft, T> column) {
    return entries.stream().map(column).toList();
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

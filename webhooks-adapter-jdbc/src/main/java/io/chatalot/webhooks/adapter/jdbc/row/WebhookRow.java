package io.chatalot.webhooks.adapter.jdbc.row;

import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ChannelId;
import io.chatalot.webhooks.domain.DisplayName;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.TokenHash;
import io.chatalot.webhooks.domain.Usage;
import io.chatalot.webhooks.domain.UserId;
import io.chatalot.webhooks.domain.Webhook;
import io.chatalot.webhooks.domain.WebhookId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads the columns of {@code webhook}, and of {@code webhook_usage} beside it. */
public final class WebhookRow {
  private WebhookRow() {}

  public static Webhook webhook(ResultSet row) throws SQLException {
    return new Webhook(
        new WebhookId(Columns.uuid(row, "id")),
        new ChannelId(Columns.uuid(row, "channel_id")),
        new DisplayName(row.getString("name")),
        Optional.ofNullable(row.getString("avatar_url")).map(AvatarUrl::new),
        Optional.ofNullable(row.getString("template")).map(Template::new),
        row.getBoolean("active"),
        new TokenHash(HexFormat.of().formatHex(row.getBytes("token_hash"))),
        new UserId(Columns.uuid(row, "created_by")),
        Columns.instant(row, "created_at").orElseThrow(),
        row.getLong("version"));
  }

  public static ListedWebhook listed(ResultSet row) throws SQLException {
    return new ListedWebhook(webhook(row), usage(row));
  }

  public static Usage usage(ResultSet row) throws SQLException {
    return new Usage(row.getLong("messages_sent"), Columns.instant(row, "last_used_at"));
  }
}

package io.chatalot.webhooks.adapter.jdbc;

import io.chatalot.webhooks.adapter.jdbc.row.AuditRow;
import io.chatalot.webhooks.adapter.jdbc.row.WebhookRow;
import io.chatalot.webhooks.application.driven.WebhookStore.Change;
import io.chatalot.webhooks.domain.AuditDraft;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.NewWebhook;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.Webhook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Adds, changes and deletes webhooks, each with its audit entries by one statement. A change takes
 * effect only if the webhook still has the version that the caller knows. Its lock on the row waits
 * for a batch of messages that is being stored, and later batches find the raised version.
 */
final class WebhookChanges {
  private static final String ADD =
      """
      WITH added AS (
        INSERT INTO webhooks.webhook
          (id, channel_id, name, avatar_url, template, active, token_hash, created_by, created_at,
           version)
        SELECT :id, :channel, :name, :avatar, :template, true, :token, :by,
          date_trunc('milliseconds', clock_timestamp()), 1
        WHERE (SELECT count(*) FROM webhooks.webhook WHERE channel_id = :channel) < :max
        RETURNING *
      )\
      """
          + AuditRow.insertBeside("added")
          + """
          SELECT * FROM added
          """;

  private static final String REPLACE =
      """
      WITH changed AS (
        UPDATE webhooks.webhook
        SET name = :name, avatar_url = :avatar, template = :template, active = :active,
            token_hash = :token, version = :version
        WHERE id = :id AND version = :known
        RETURNING id
      )\
      """
          + AuditRow.insertBeside("changed")
          + """
          SELECT messages_sent, last_used_at FROM changed
          LEFT JOIN webhooks.webhook_usage ON webhook_id = changed.id
          """;

  private static final String DELETE =
      """
      WITH deleted AS (
        DELETE FROM webhooks.webhook WHERE id = :id AND version = :known
        RETURNING id
      ), forgotten AS (
        DELETE FROM webhooks.template_capture USING deleted WHERE webhook_id = deleted.id
      )\
      """
          + AuditRow.insertBeside("deleted")
          + """
          SELECT id FROM deleted
          """;

  private WebhookChanges() {}

  /**
   * Adds a webhook in the caller's transaction, which holds the channel's advisory lock: a count by
   * this statement then sees every webhook of earlier callers.
   *
   * @return the webhook as it is stored; empty if the channel has the maximum already
   */
  static Optional<Webhook> add(
      Handle handle, NewWebhook webhook, int maxInChannel, AuditDraft entry) {
    return AuditRow.bind(handle.createQuery(ADD), List.of(entry))
        .bind("id", webhook.id().value())
        .bind("channel", webhook.channelId().value())
        .bind("name", webhook.draft().name().value())
        .bind("avatar", webhook.draft().avatarUrl().map(AvatarUrl::value).orElse(null))
        .bind("template", webhook.draft().template().map(Template::text).orElse(null))
        .bind("token", JdbcWebhookStore.bytes(webhook.tokenHash()))
        .bind("by", webhook.createdBy().value())
        .bind("max", maxInChannel)
        .map((row, context) -> WebhookRow.webhook(row))
        .findOne();
  }

  /** Empty if the webhook has another version by now, or is deleted. */
  static Optional<ListedWebhook> replace(Handle handle, Webhook known, Change change) {
    Webhook after = change.webhook();
    return AuditRow.bind(handle.createQuery(REPLACE), change.entries())
        .bind("id", known.id().value())
        .bind("known", known.version())
        .bind("name", after.name().value())
        .bind("avatar", after.avatarUrl().map(AvatarUrl::value).orElse(null))
        .bind("template", after.template().map(Template::text).orElse(null))
        .bind("active", after.active())
        .bind("token", JdbcWebhookStore.bytes(after.tokenHash()))
        .bind("version", after.version())
        .map((row, context) -> new ListedWebhook(after, WebhookRow.usage(row)))
        .findOne();
  }

  /**
   * Deletes a webhook and then its counter, in the caller's transaction. The counter takes a
   * statement of its own: a first message that the deletion waited for has made the counter's row
   * after the first statement began, so only a later statement sees the row.
   *
   * @return false if the webhook has another version by now, or is deleted
   */
  static boolean delete(Handle handle, Webhook known, AuditDraft entry) {
    boolean deleted =
        AuditRow.bind(handle.createQuery(DELETE), List.of(entry))
            .bind("id", known.id().value())
            .bind("known", known.version())
            .mapTo(UUID.class)
            .findOne()
            .isPresent();
    if (deleted) {
      handle.execute("DELETE FROM webhooks.webhook_usage WHERE webhook_id = ?", known.id().value());
    }
    return deleted;
  }
}

package io.chatalot.webhooks.adapter.http.manage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.call.ExecutionRoutes;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonTime;
import io.chatalot.webhooks.application.driving.manage.IssuedWebhook;
import io.chatalot.webhooks.domain.AuditEntry;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.ListedWebhook;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.Webhook;
import java.net.URI;
import java.util.Locale;

/** Webhooks and audit entries as JSON for Owners, Admins and a host's administrators. */
final class WebhookJson {
  private WebhookJson() {}

  static ObjectNode of(ListedWebhook listed) {
    Webhook webhook = listed.webhook();
    return Json.object()
        .put("id", webhook.id().toString())
        .put("channel_id", webhook.channelId().toString())
        .put("name", webhook.name().value())
        .put("avatar_url", webhook.avatarUrl().map(AvatarUrl::value).orElse(null))
        .put("active", webhook.active())
        .put("template", webhook.template().map(Template::text).orElse(null))
        .put("created_by", webhook.createdBy().toString())
        .put("created_at", JsonTime.of(webhook.createdAt()))
        .put("last_used_at", listed.usage().lastUsedAt().map(JsonTime::of).orElse(null))
        .put("messages_sent", listed.usage().messagesSent());
  }

  /** The fields that Chatalot's own list of all webhooks has. */
  static ObjectNode inBrief(Webhook webhook) {
    return Json.object()
        .put("id", webhook.id().toString())
        .put("channel_id", webhook.channelId().toString())
        .put("name", webhook.name().value())
        .put("active", webhook.active())
        .put("created_by", webhook.createdBy().toString())
        .put("created_at", JsonTime.of(webhook.createdAt()));
  }

  /** Reveals the token; no other answer and no other place of the code does. */
  static ObjectNode of(IssuedWebhook issued, URI publicUrl) {
    String token = issued.token().reveal();
    return of(issued.webhook())
        .put("token", token)
        .put("url", publicUrl + ExecutionRoutes.PREFIX + token);
  }

  static ObjectNode of(AuditEntry entry) {
    return Json.object()
        .put("id", entry.id().toString())
        .put("channel_id", entry.channelId().toString())
        .put("webhook_id", entry.webhookId().toString())
        .put("webhook_name", entry.webhookName().value())
        .put("action", entry.action().name().toLowerCase(Locale.ROOT))
        .put("user_id", entry.by().toString())
        .put("created_at", JsonTime.of(entry.at()));
  }
}

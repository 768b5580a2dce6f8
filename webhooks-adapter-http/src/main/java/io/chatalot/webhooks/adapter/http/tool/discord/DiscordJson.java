package io.chatalot.webhooks.adapter.http.tool.discord;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.JsonTime;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.Webhook;

/**
 * Writes messages and webhooks in Discord's form. The texts of embeds are part of the content.
 * Avatars are null, since Discord's clients would take a URL for the name of an image at Discord.
 */
final class DiscordJson {
  private static final int INCOMING_WEBHOOK = 1;

  private DiscordJson() {}

  /** Without the token, which is shown only once (the contract, "Managing webhooks"). */
  static ObjectNode of(Webhook webhook) {
    return Json.object()
        .put("id", webhook.id().toString())
        .put("type", INCOMING_WEBHOOK)
        .put("channel_id", webhook.channelId().toString())
        .putNull("guild_id")
        .put("name", webhook.name().value())
        .putNull("avatar")
        .putNull("application_id");
  }

  static ObjectNode of(Message message) {
    ObjectNode json =
        Json.object()
            .put("id", message.id().toString())
            .put("type", 0)
            .put("channel_id", message.channelId().toString())
            .put("content", message.content().value());
    json.set("author", author(message));
    for (String empty :
        new String[] {"embeds", "attachments", "mentions", "mention_roles", "components"}) {
      json.putArray(empty);
    }
    return json.put("mention_everyone", false)
        .put("pinned", false)
        .put("tts", false)
        .put("flags", 0)
        .put("timestamp", JsonTime.ofDiscord(message.createdAt()))
        .put("edited_timestamp", message.editedAt().map(JsonTime::ofDiscord).orElse(null))
        .put("webhook_id", message.webhookId().toString());
  }

  private static ObjectNode author(Message message) {
    return Json.object()
        .put("id", message.webhookId().toString())
        .put("username", message.username().value())
        .putNull("avatar")
        .put("discriminator", "0000")
        .put("bot", true);
  }
}

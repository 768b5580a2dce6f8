package io.chatalot.webhooks.adapter.http.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.application.driving.read.RenderedMessage;
import io.chatalot.webhooks.domain.AvatarUrl;
import io.chatalot.webhooks.domain.Message;
import io.chatalot.webhooks.domain.MessageEvent;

/** Messages as JSON for the members of a channel. */
public final class MessageJson {
  private static final String TYPE = "webhook";

  private MessageJson() {}

  public static ObjectNode of(RenderedMessage rendered) {
    return of(rendered.message(), rendered.contentHtml());
  }

  public static ObjectNode of(Message message, String contentHtml) {
    return Json.object()
        .put("id", message.id().toString())
        .put("channel_id", message.channelId().toString())
        .put("message_type", TYPE)
        .put("webhook_id", message.webhookId().toString())
        .put("username", message.username().value())
        .put("avatar_url", message.avatarUrl().map(AvatarUrl::value).orElse(null))
        .put("content", message.content().value())
        .put("content_html", contentHtml)
        .put("created_at", JsonTime.of(message.createdAt()))
        .put("edited_at", message.editedAt().map(JsonTime::of).orElse(null));
  }

  /** The ids that remain of a deleted message. */
  public static ObjectNode of(MessageEvent.Deleted deleted) {
    return Json.object()
        .put("id", deleted.messageId().toString())
        .put("channel_id", deleted.channelId().toString())
        .put("message_type", TYPE);
  }
}

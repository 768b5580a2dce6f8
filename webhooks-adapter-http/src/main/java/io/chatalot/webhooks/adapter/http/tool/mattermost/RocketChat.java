package io.chatalot.webhooks.adapter.http.tool.mattermost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.adapter.http.tool.slack.SlackTime;
import io.chatalot.webhooks.application.driving.call.Command;

/**
 * Reads the JSON of Rocket.Chat's incoming webhooks: Mattermost's format, with further names for
 * some of its members. An {@code emoji} is an avatar, of which a message has only addresses, so it
 * is left out like Mattermost's {@code icon_emoji}.
 */
public final class RocketChat {
  private RocketChat() {}

  /**
   * Reads a payload.
   *
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if the payload is not
   *     an object or would give an empty message
   */
  public static Command read(JsonNode payload) {
    LenientJson message = LenientJson.ofObject(payload);
    ObjectNode mattermosts =
        Json.object()
            .put("text", message.firstText("text", "msg"))
            .put("username", message.firstText("username", "alias"))
            .put("icon_url", message.firstText("icon_url", "avatar"));
    ArrayNode attachments = mattermosts.putArray("attachments");
    message
        .first(Draft.MAX_ITEMS, "attachments")
        .forEach(attachment -> attachments.add(attachment(attachment)));
    return Mattermost.read(mattermosts);
  }

  /** The links to a sound, a film and another message become buttons. */
  private static JsonNode attachment(LenientJson attachment) {
    if (!(attachment.value() instanceof ObjectNode members)) {
      return attachment.value();
    }
    ObjectNode mattermosts = Json.object().setAll(members);
    String text = attachment.firstText("msg", "text");
    mattermosts.put("text", text);
    String time = SlackTime.of(attachment.text("ts"));
    String other = attachment.text("message_link");
    ArrayNode links = Json.object().putArray("actions");
    link(links, "Audio", attachment.text("audio_url"));
    link(links, "Video", attachment.text("video_url"));
    link(links, time.isEmpty() ? "Message" : time, other);
    attachment.first(Draft.MAX_ITEMS, "actions").forEach(action -> links.add(action.value()));
    mattermosts.set("actions", links);
    if (attachment.text("footer").isEmpty()) {
      mattermosts.put("footer", other.isEmpty() ? time : "");
      mattermosts.remove("ts");
    }
    return mattermosts;
  }

  private static void link(ArrayNode links, String text, String url) {
    if (Markup.isAddress(url)) {
      links.addObject().put("text", text).put("url", url);
    }
  }
}

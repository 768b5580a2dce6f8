package io.chatalot.webhooks.adapter.http.tool.discord;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.ViolationCode;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.List;

/**
 * Reads the JSON of Discord's webhooks: a content, up to {@value #MAX_EMBEDS} embeds, and the texts
 * of components. Mentions notify nobody, and polls are left out.
 */
public final class Discord {
  private static final int MAX_EMBEDS = 10;
  private static final int MAX_DEPTH = 5;

  private Discord() {}

  /**
   * @throws WebhookException with {@code INVALID} if the payload is not an object, has too many
   *     embeds or would give an empty message
   */
  public static Command read(JsonNode payload) {
    LenientJson members = LenientJson.ofObject(payload);
    List<LenientJson> embeds = members.list("embeds");
    if (embeds.size() > MAX_EMBEDS) {
      throw WebhookException.invalid(
          "embeds",
          ViolationCode.TOO_MANY,
          "must be at most " + MAX_EMBEDS + ", but are " + embeds.size());
    }
    var draft = new Draft().block(DiscordMarkdown.text(members.text("content")));
    embeds.forEach(embed -> DiscordEmbed.write(embed, draft));
    members.list("components").forEach(component -> write(component, draft, MAX_DEPTH));
    return draft.toCommand(members.text("username"), members.text("avatar_url"));
  }

  /** Writes the texts and links of a component, at any depth. */
  private static void write(LenientJson component, Draft draft, int depth) {
    if (draft.isFull()) {
      return;
    }
    draft.block(DiscordMarkdown.text(component.text("content")));
    draft.block(link(component.text("label"), component.text("url")));
    component
        .list("items")
        .forEach(item -> draft.block(image(item.text("description"), item.text("media", "url"))));
    if (depth > 0) {
      component.list("components").forEach(inner -> write(inner, draft, depth - 1));
      if (component.at("accessory").isObject()) {
        write(component.at("accessory"), draft, depth - 1);
      }
    }
  }

  private static String link(String label, String url) {
    return url.isEmpty() ? "" : Markup.link(DiscordMarkdown.line(label), url);
  }

  /** A link to an image; empty if only the sender could open the image, as with an attachment. */
  static String image(String label, String url) {
    String shown = DiscordMarkdown.line(label);
    String link = Markup.link(shown.isEmpty() ? "Image" : shown, url);
    return link.startsWith("[") ? link : "";
  }
}

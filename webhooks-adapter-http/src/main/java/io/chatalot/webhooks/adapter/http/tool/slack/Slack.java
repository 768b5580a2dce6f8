package io.chatalot.webhooks.adapter.http.tool.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.WebhookException;

/** Reads the JSON of Slack's incoming webhooks. */
public final class Slack {
  private Slack() {}

  /**
   * Reads a payload. Where blocks are present, Slack shows them instead of the text, which is for
   * notifications.
   *
   * @throws WebhookException with {@code INVALID} if the payload is not an object or would give an
   *     empty message
   */
  public static Command read(JsonNode payload) {
    LenientJson message = LenientJson.ofObject(payload);
    var draft = new Draft();
    SlackBlocks.addTo(draft, message.list("blocks"));
    if (draft.isEmpty()) {
      boolean plain = message.isFalse("mrkdwn");
      draft.block((plain ? Mrkdwn.LINKED : Mrkdwn.FORMATTED).toMarkdown(message.indented("text")));
    }
    for (LenientJson attachment : message.list("attachments")) {
      if (!draft.isFull()) {
        SlackAttachment.addTo(draft, attachment);
      }
    }
    return draft.toCommand(message.text("username"), message.text("icon_url"));
  }
}

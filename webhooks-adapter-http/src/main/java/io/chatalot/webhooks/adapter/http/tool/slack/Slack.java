package io.chatalot.webhooks.adapter.http.tool.slack;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.WebhookException;

/** The JSON of Slack's incoming webhooks. */
public final class Slack {
  private Slack() {}

  /**
   * Where there are blocks, Slack shows them and not the text, which then is for notifications.
   *
   * @throws WebhookException with {@code INVALID} if it says nothing, or is no object
   */
  public static Command read(JsonNode payload) {
    LenientJson message = LenientJson.ofObject(payload);
    var draft = new Draft();
    SlackBlocks.addTo(draft, message.list("blocks"));
    if (draft.isEmpty()) {
      boolean plain = message.isFalse("mrkdwn");
      draft.block((plain ? Mrkdwn.LINKED : Mrkdwn.FORMATTED).toMarkdown(message.text("text")));
    }
    for (LenientJson attachment : message.list("attachments")) {
      if (!draft.isFull()) {
        SlackAttachment.addTo(draft, attachment);
      }
    }
    return draft.toCommand(message.text("username"), message.text("icon_url"));
  }
}

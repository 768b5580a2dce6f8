package io.chatalot.webhooks.adapter.http.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.application.driving.Command;

/** The JSON of Slack's incoming webhooks. */
public final class Slack {
  private Slack() {}

  /**
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if it says nothing
   */
  public static Command read(JsonNode payload) {
    var members = new Members(payload);
    return new Draft()
        .block(members.text("text"))
        .toCommand(members.text("username"), members.text("icon_url"));
  }
}

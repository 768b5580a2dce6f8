package io.chatalot.webhooks.adapter.http.tool.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.tool.markdown.LenientJson;
import io.chatalot.webhooks.application.driving.call.Command;
import io.chatalot.webhooks.domain.MessageKey;
import java.util.Locale;
import java.util.Optional;

/**
 * A notification of a group of alerts.
 *
 * @param key the key of the group's message; empty if the sender does not name the group
 * @param resolved whether the group's incident ends with this notification
 */
record AlertGroup(Command command, Optional<MessageKey> key, boolean resolved) {
  /**
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if the message would
   *     be empty
   */
  static AlertGroup read(JsonNode payload) {
    Command command = Alertmanager.read(payload);
    var members = new LenientJson(payload);
    String group = members.raw("groupKey");
    return new AlertGroup(
        command,
        group.isBlank() ? Optional.empty() : Optional.of(MessageKey.ofGroup(group)),
        members.text("status").toLowerCase(Locale.ROOT).equals("resolved"));
  }
}

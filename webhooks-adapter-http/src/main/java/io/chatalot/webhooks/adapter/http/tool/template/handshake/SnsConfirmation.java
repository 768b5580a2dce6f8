package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import io.chatalot.webhooks.adapter.http.tool.markdown.Markup;
import java.util.Map;
import java.util.Optional;

/** Amazon SNS's requests to confirm that a subscription begins, or that it has ended. */
enum SnsConfirmation {
  SUBSCRIPTION(
      "SubscriptionConfirmation",
      "🔗 **Amazon SNS asks to confirm a subscription**",
      "To get the topic's messages here, open "),
  UNSUBSCRIPTION(
      "UnsubscribeConfirmation",
      "🔗 **Amazon SNS has ended a subscription**",
      "To restore it, open ");

  private final String type;
  private final String headline;
  private final String request;

  SnsConfirmation(String type, String headline, String request) {
    this.type = type;
    this.headline = headline;
    this.request = request;
  }

  /** The message with the address to open; empty if the payload is none, or has no address. */
  static Optional<String> markdown(Object payload) {
    if (payload instanceof Map<?, ?> members) {
      for (SnsConfirmation kind : values()) {
        if (kind.type.equals(members.get("Type"))) {
          return kind.markdown(text(members, "TopicArn"), text(members, "SubscribeURL"));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> markdown(String topic, String url) {
    // Without a label, so that readers see where the address leads.
    String link = Markup.link("", url);
    if (link.isEmpty()) {
      return Optional.empty();
    }
    String about = topic.isBlank() ? "" : "\nTopic: " + Markup.code(topic);
    return Optional.of(headline + about + "\n" + request + link);
  }

  private static String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text && text.length() <= UrlTest.MAX_LENGTH
        ? text
        : "";
  }
}

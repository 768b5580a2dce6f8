package io.chatalot.webhooks.adapter.http.tool.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.tool.markdown.Draft;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.HandshakeCall;
import io.chatalot.webhooks.adapter.http.tool.template.handshake.Handshakes;
import io.chatalot.webhooks.application.driven.Templates;
import io.chatalot.webhooks.application.driven.Templates.Rendered;
import io.chatalot.webhooks.application.driving.call.SendPayload.Composed;
import io.chatalot.webhooks.domain.MessageKey;
import io.chatalot.webhooks.domain.Template;
import io.chatalot.webhooks.domain.WebhookException;
import java.util.Map;
import java.util.Optional;

/** Makes a message of a payload: by a template, or without one of the JSON itself. */
final class Composition {
  private static final int MIN_FENCE = 3;

  private final Templates templates;

  Composition(Templates templates) {
    this.templates = templates;
  }

  /**
   * @param values the payload's plain values
   * @return empty if there is nothing to say
   * @throws WebhookException as {@link Templates#render}
   */
  Optional<Composed> compose(
      Optional<Template> template, JsonNode payload, Object values, Map<String, String> headers) {
    if (template.isEmpty()) {
      return composed(fenced(payload), "", "", Optional.empty());
    }
    Rendered rendered = templates.render(template.get(), values, headers);
    return composed(
        rendered.text(),
        rendered.username().orElse(""),
        rendered.avatarUrl().orElse(""),
        rendered.key().flatMap(Composition::key));
  }

  /** The message of a call with this payload; the parameters are those of {@link #compose}. */
  Optional<Composed> preview(
      Optional<Template> template, JsonNode payload, Map<String, String> headers) {
    Object values = PlainValues.of(payload);
    var call =
        new HandshakeCall(
            "POST",
            name -> Optional.empty(),
            name -> Optional.empty(),
            Optional.ofNullable(values));
    Optional<String> confirmation = Handshakes.confirmation(call);
    return confirmation.isPresent()
        ? of(confirmation.get())
        : compose(template, payload, values, headers);
  }

  /** A message of Markdown that is ours. */
  static Optional<Composed> of(String markdown) {
    return composed(markdown, "", "", Optional.empty());
  }

  private static Optional<Composed> composed(
      String markdown, String username, String avatarUrl, Optional<MessageKey> key) {
    Draft draft = new Draft().block(markdown);
    return draft.isEmpty()
        ? Optional.empty()
        : Optional.of(new Composed(draft.toCommand(username, avatarUrl), key));
  }

  /** A wrong key falls back to none, as a wrong name falls back to the webhook's. */
  private static Optional<MessageKey> key(String text) {
    try {
      return Optional.of(MessageKey.ofCaller(text.strip()));
    } catch (WebhookException unusable) {
      return Optional.empty();
    }
  }

  /** Blank if the payload is an empty text. */
  private static String fenced(JsonNode payload) {
    String language = payload.isTextual() ? "" : "json";
    String text = payload.isTextual() ? payload.textValue().strip() : Json.pretty(payload);
    String fence = "`".repeat(Math.max(MIN_FENCE, longestRun(text) + 1));
    return text.isEmpty() ? "" : fence + language + "\n" + text + "\n" + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}

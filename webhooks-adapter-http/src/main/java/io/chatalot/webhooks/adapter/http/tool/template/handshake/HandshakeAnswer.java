package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.Json;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The whole answer to a platform's test of a URL.
 *
 * @param type the value of {@code Content-Type}; empty for an answer without a body
 */
public record HandshakeAnswer(
    int status, Map<String, String> headers, Optional<String> type, String body) {
  public HandshakeAnswer {
    headers = Map.copyOf(headers);
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(body, "body");
  }

  static HandshakeAnswer empty(Map<String, String> headers) {
    return new HandshakeAnswer(200, headers, Optional.empty(), "");
  }

  /** A browser that opens the answer must not take it for HTML. */
  static HandshakeAnswer text(String body) {
    return new HandshakeAnswer(
        200,
        Map.of("X-Content-Type-Options", "nosniff"),
        Optional.of("text/plain; charset=utf-8"),
        body);
  }

  static HandshakeAnswer json(JsonNode body) {
    return new HandshakeAnswer(200, Map.of(), Optional.of(Json.TYPE), Json.text(body));
  }
}

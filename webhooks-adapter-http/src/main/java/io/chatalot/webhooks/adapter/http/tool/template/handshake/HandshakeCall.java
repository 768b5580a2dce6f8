package io.chatalot.webhooks.adapter.http.tool.template.handshake;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * The parts of a request that a platform's test of a URL is recognized by.
 *
 * @param method the method of the request line
 * @param query finds the first parameter with a name, decoded
 * @param header finds a header by its name, in any case
 * @param payload the body's JSON as plain Java values; empty for an empty body, and for a method
 *     without a body
 */
public record HandshakeCall(
    String method,
    Function<String, Optional<String>> query,
    Function<String, Optional<String>> header,
    Optional<Object> payload) {
  public HandshakeCall {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(query, "query");
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(payload, "payload");
  }

  boolean isPost() {
    return method.equals("POST");
  }

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }
}

package io.chatalot.webhooks.domain;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * A payload that was kept so that a template can be written from it.
 *
 * @param payload the payload's JSON, without its secrets
 * @param headers the request's headers, with names in lower case, without secrets
 * @param receivedAt the store's time
 */
public record CapturedPayload(String payload, Map<String, String> headers, Instant receivedAt) {
  public CapturedPayload {
    Objects.requireNonNull(payload, "payload");
    headers = Map.copyOf(headers);
    Objects.requireNonNull(receivedAt, "receivedAt");
  }

  /** Leaves the payload out, since it is private. */
  @Override
  public String toString() {
    return "CapturedPayload[receivedAt=" + receivedAt + "]";
  }
}

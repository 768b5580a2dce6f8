package io.chatalot.webhooks.adapter.http.tool;

import com.fasterxml.jackson.databind.JsonNode;
import io.chatalot.webhooks.adapter.http.json.ForeignJson;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A payload of a fuzzer, read as the routes read it. */
public final class AnyPayload {
  private AnyPayload() {}

  /** Empty if the bytes are not JSON, which is refused before a dialect sees it. */
  public static Optional<JsonNode> of(byte[] body) {
    try {
      return Optional.of(ForeignJson.read(new ByteArrayInputStream(body)));
    } catch (MalformedJson malformed) {
      return Optional.empty();
    }
  }

  public static Optional<JsonNode> of(String body) {
    return of(body.getBytes(StandardCharsets.UTF_8));
  }
}

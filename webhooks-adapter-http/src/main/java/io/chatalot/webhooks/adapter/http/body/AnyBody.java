package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.chatalot.webhooks.adapter.http.json.ByteChunks;
import io.chatalot.webhooks.adapter.http.json.ForeignJson;
import io.chatalot.webhooks.adapter.http.json.Json;
import io.chatalot.webhooks.adapter.http.json.MalformedJson;
import io.chatalot.webhooks.adapter.http.json.Utf8;
import io.chatalot.webhooks.domain.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads a payload of no known platform: JSON under any content type, a form, whose field {@value
 * #WHOLE} or all of whose fields are the payload, or a text.
 */
final class AnyBody {
  private static final String WHOLE = "payload";
  private static final int MAX_FIELDS = 1_000;

  private final String type;
  private final ByteChunks body;

  private AnyBody(String type, ByteChunks body) {
    this.type = type;
    this.body = body;
  }

  /**
   * Reads the payload; an empty body is an empty text.
   *
   * @param type the body's content type, with its parameters
   * @throws MalformedJson if the body is not what its type declares
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if a form has a file
   */
  static JsonNode read(String type, ByteChunks body) {
    return new AnyBody(type, body).read();
  }

  private JsonNode read() {
    int start = Utf8.start(body);
    if (start >= body.size()) {
      return TextNode.valueOf("");
    }
    boolean json = body.at(start) == '{' || body.at(start) == '[';
    if (isCalled(Multipart.TYPE) && !json) {
      return ofParts();
    }
    if (isCalled(Form.TYPE) && !json && body.indexOf('=', start, body.size()) < body.size()) {
      return ofForm();
    }
    try {
      return ForeignJson.readExactly(body.stream());
    } catch (MalformedJson malformed) {
      if (type.isBlank() || RequestBody.essence(type).endsWith("json")) {
        throw malformed;
      }
      return TextNode.valueOf(text(body.stream()));
    }
  }

  private boolean isCalled(String essence) {
    return RequestBody.essence(type).equals(essence);
  }

  private JsonNode ofParts() {
    Multipart parts = Multipart.read(type, body, WHOLE, name -> true);
    Optional<String> text = parts.value(WHOLE).map(AnyBody::text);
    Optional<JsonNode> whole = text.flatMap(AnyBody::json);
    if (whole.isPresent()) {
      return whole.get();
    }
    ObjectNode object = Json.object();
    for (String name : parts.names()) {
      String value =
          name.equals(WHOLE) ? text.orElseThrow() : parts.value(name).map(AnyBody::text).orElse("");
      object.put(Text.storable(name), value);
    }
    return object;
  }

  private JsonNode ofForm() {
    try {
      Optional<JsonNode> whole = Form.value(body, WHOLE).flatMap(value -> json(text(value)));
      if (whole.isPresent()) {
        return whole.get();
      }
      ObjectNode object = Json.object();
      Form.fields(body, MAX_FIELDS)
          .forEach((name, value) -> object.put(Text.storable(name), Text.storable(value)));
      return object;
    } catch (Form.Malformed malformed) {
      return TextNode.valueOf(text(body.stream()));
    }
  }

  /** Empty if the text is no JSON; then the field is one like the others. */
  private static Optional<JsonNode> json(String text) {
    try {
      return Optional.of(
          ForeignJson.readExactly(ByteChunks.of(text.getBytes(StandardCharsets.UTF_8)).stream()));
    } catch (MalformedJson noJson) {
      return Optional.empty();
    }
  }

  /** Invalid UTF-8 becomes U+FFFD, as in JSON. */
  private static String text(InputStream value) {
    try {
      return Text.storable(new String(value.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException("Reading from memory failed", impossible);
    }
  }
}

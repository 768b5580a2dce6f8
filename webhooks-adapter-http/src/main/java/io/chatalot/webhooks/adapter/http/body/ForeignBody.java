package io.chatalot.webhooks.adapter.http.body;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.function.Function;

/**
 * Finds the JSON of another platform's request: the body itself, or a field of a form. Reads it in
 * place: neither body nor field is copied, and other fields are skipped.
 */
final class ForeignBody {
  private final String type;
  private final ByteChunks body;
  private final FormFields form;

  private ForeignBody(String type, ByteChunks body, FormFields form) {
    this.type = type;
    this.body = body;
    this.form = form;
  }

  /**
   * Reads the JSON. Only the types of forms count: senders declare JSON as any other type, and as a
   * form too, since {@code curl -d} does that by default.
   *
   * @param type the body's content type, with its parameters
   * @param form the fields that count if the body is a form
   * @throws MalformedJson if the body is neither JSON nor such a form
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if a form has a file
   */
  static JsonNode read(String type, ByteChunks body, FormFields form) {
    return new ForeignBody(type, body, form).read();
  }

  private JsonNode read() {
    if (isCalled(Multipart.TYPE) && !beginsAsJson()) {
      Multipart parts = Multipart.read(type, body, form.whole(), form.names());
      return ofForm(parts::value);
    }
    if (isCalled(Form.TYPE) && !beginsAsJson()) {
      return ofForm(name -> Form.value(body, name));
    }
    return ForeignJson.read(body.stream());
  }

  private boolean isCalled(String essence) {
    return RequestBody.essence(type).equals(essence);
  }

  private boolean beginsAsJson() {
    int start = Utf8.start(body);
    return start < body.size() && (body.at(start) == '{' || body.at(start) == '[');
  }

  private JsonNode ofForm(Function<String, Optional<InputStream>> values) {
    Optional<InputStream> whole = values.apply(form.whole());
    if (whole.isPresent()) {
      return ForeignJson.read(whole.get());
    }
    ObjectNode object = Json.object();
    for (String name : form.texts()) {
      values.apply(name).ifPresent(value -> object.put(name, text(value)));
    }
    for (String name : form.lists()) {
      values.apply(name).ifPresent(value -> object.set(name, ForeignJson.read(value)));
    }
    if (object.isEmpty()) {
      throw new MalformedJson("has no field " + form.whole());
    }
    return object;
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

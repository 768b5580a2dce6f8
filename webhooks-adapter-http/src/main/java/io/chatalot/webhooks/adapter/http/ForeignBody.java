package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/** The JSON of another platform's format: the body itself, or a field of a form that holds it. */
final class ForeignBody {
  private ForeignBody() {}

  /**
   * Reads the JSON. A form that is JSON itself is taken as that: it is what {@code curl -d} sends
   * unless told otherwise.
   *
   * @param field the form's field that holds the JSON
   * @param members fields that a form without that one may have instead: the JSON's own members
   * @throws HttpRefusal if the body is neither JSON nor a form, or larger than the maximum
   * @throws MalformedJson if it is not JSON, or a form without it
   * @throws io.chatalot.webhooks.domain.WebhookException with {@code INVALID} if a form holds a
   *     file, too
   */
  static JsonNode json(Context ctx, int maxBytes, String field, String... members) {
    String type = RequestBody.type(ctx);
    if (RequestBody.isJson(type)) {
      return Json.parse(RequestBody.utf8(RequestBody.bytes(ctx, maxBytes)));
    }
    String essence = RequestBody.essence(type);
    if (essence.equals(Form.TYPE)) {
      String form = RequestBody.utf8(RequestBody.bytes(ctx, maxBytes));
      return form.startsWith("{")
          ? Json.parse(form)
          : inForm(name -> inForm(form, name), field, members);
    }
    if (essence.equals(Multipart.TYPE)) {
      var fields = Multipart.fields(type, RequestBody.bytes(ctx, maxBytes), field);
      return inForm(name -> Optional.ofNullable(fields.get(name)), field, members);
    }
    throw new HttpRefusal(
        Problem.unsupportedMediaType("JSON in UTF-8, or a form with the field " + field));
  }

  private static JsonNode inForm(
      Function<String, Optional<String>> form, String field, String... members) {
    Optional<String> json = form.apply(field);
    if (json.isPresent()) {
      return Json.parse(json.get());
    }
    ObjectNode object = Json.object();
    for (String member : members) {
      form.apply(member).ifPresent(text -> object.put(member, text));
    }
    if (object.isEmpty()) {
      throw new MalformedJson("has no field " + field);
    }
    return object;
  }

  private static Optional<String> inForm(String form, String field) {
    try {
      return Form.field(form, field);
    } catch (IllegalArgumentException malformed) {
      throw new MalformedJson("is not encoded as a form");
    }
  }
}

package io.chatalot.webhooks.adapter.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;

/** The JSON of another platform's format: the body itself, or a field of a form that holds it. */
final class ForeignBody {
  private ForeignBody() {}

  /**
   * Reads the JSON. A form that is JSON itself is taken as that: it is what {@code curl -d} sends
   * unless told otherwise.
   *
   * @param field the form's field that holds the JSON
   * @throws HttpRefusal if the body is neither JSON nor a form, or larger than the maximum
   * @throws MalformedJson if it is not JSON, or a form without it
   */
  static JsonNode json(Context ctx, int maxBytes, String field) {
    String type = RequestBody.type(ctx);
    if (RequestBody.isJson(type)) {
      return Json.parse(RequestBody.utf8(RequestBody.bytes(ctx, maxBytes)));
    }
    if (RequestBody.essence(type).equals(Form.TYPE)) {
      String form = RequestBody.utf8(RequestBody.bytes(ctx, maxBytes));
      return Json.parse(form.startsWith("{") ? form : inForm(form, field));
    }
    throw new HttpRefusal(
        Problem.unsupportedMediaType("JSON in UTF-8, or a form with the field " + field));
  }

  private static String inForm(String form, String field) {
    try {
      return Form.field(form, field).orElseThrow(() -> new MalformedJson("has no field " + field));
    } catch (IllegalArgumentException malformed) {
      throw new MalformedJson("is not encoded as a form");
    }
  }
}
